import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../catalogue/formats";
import type { CartLine } from "../graphql/operations";
import { ownUnit } from "./amounts";

/** Tells in words that the unit price is another than when the line was put in. */
export function PriceDifference({ line }: { line: CartLine }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const now = ownUnit(line);
  const { priceBefore } = line;
  if (!priceBefore || !now) return null;
  const rose = Number(now.amount) > Number(priceBefore.amount);
  return <Text size="xs" fw={600} c={rose ? "orange.9" : "works.8"} data-testid="price-difference">{t(rose ? "cart.rose" : "cart.fell", { before: money(priceBefore), now: money(now) })}</Text>;
}
