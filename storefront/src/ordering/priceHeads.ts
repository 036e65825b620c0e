import { useTranslation } from "react-i18next";
import type { Amount } from "../graphql/operations";

/** The heads of the columns with prices, saying whether those are net or with tax. */
export function usePriceHeads(lines: { lineNet: Amount | null }[]): { unitPrice: string; amount: string } {
  const { t } = useTranslation();
  const basis = t(lines.some((line) => line.lineNet) ? "price.net" : "price.gross");
  return { unitPrice: `${t("buying.unitPrice")} ${basis}`, amount: `${t("buying.amount")} ${basis}` };
}
