import { Button, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

const LONGEST = 200;

/** The buyer's own text of a line: shown, and changed on demand. */
export function LineText({ name, value, commit }: { name: string; value: string | null; commit: (text: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  if (typed === null) {
    return (
      <div>
        {value && <Text size="xs" span>{t("cart.text")}: {value} </Text>}
        <Button size="compact-xs" variant="subtle" onClick={() => setTyped(value ?? "")} aria-label={t("cart.textOf", { name })}>{value ? t("cart.changeText") : t("cart.addText")}</Button>
      </div>
    );
  }
  const done = () => {
    if (typed.trim() !== (value ?? "")) commit(typed.trim());
    setTyped(null);
  };
  return (
    <TextInput size="xs" maw={320} autoFocus aria-label={t("cart.textOf", { name })} description={t("cart.textHint")} maxLength={LONGEST} value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)} onBlur={done}
      onKeyDown={(event) => {
        if (event.key === "Enter") done();
        if (event.key === "Escape") setTyped(null);
      }} />
  );
}
