import { Button, Group, NumberInput, TextInput } from "@mantine/core";
import { useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

/** Number, quantity, Enter, and the next: for whoever types an order from paper. */
export function RowForm({ add }: { add: (row: string) => void }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [number, setNumber] = useState("");
  const [quantity, setQuantity] = useState<number | string>(1);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (number.trim() !== "" && typeof quantity === "number") {
      add(`${number.trim()};${quantity}`);
      setNumber("");
      setQuantity(1);
    }
    field.current?.focus();
  }

  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="sm">
        <TextInput ref={field} flex="1 1 16rem" label={t("quick.number")} placeholder={t("quick.numberHint")} autoComplete="off" value={number} onChange={(event) => setNumber(event.currentTarget.value)} />
        <NumberInput label={t("quick.quantity")} w={110} min={1} allowDecimal={false} allowNegative={false} clampBehavior="strict" max={100_000} value={quantity} onChange={setQuantity} />
        <Button type="submit" variant="default">{t("quick.addRow")}</Button>
      </Group>
    </form>
  );
}
