import { Text, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Quiet } from "./Quiet";

const LONGEST = 200;

interface Props {
  name: string;
  value: string | null;
  commit: (text: string) => void;
  /** What else can be done with the line. */
  children: ReactNode;
}

/** The buyer's own text of a line: shown, and changed on demand. */
export function LineText({ name, value, commit, children }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  if (typed === null) {
    return (
      <>
        {value && <Text size="xs">{t("cart.text")}: {value}</Text>}
        <div className="line-actions">
          <Quiet onClick={() => setTyped(value ?? "")} label={t("cart.textOf", { name })}>{value ? t("cart.changeText") : t("cart.addText")}</Quiet>
          {children}
        </div>
      </>
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
