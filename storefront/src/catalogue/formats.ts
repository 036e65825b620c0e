import { useTranslation } from "react-i18next";
import type { Amount } from "../graphql/operations";

const REGION: Record<string, string> = { de: "de-DE", en: "en-GB" };

/** Money, days, moments and times (of the browser's clock), counts and countries as the chosen language writes them. */
export function useFormats() {
  const { i18n } = useTranslation();
  const locale = REGION[i18n.language] ?? i18n.language;
  return {
    money: (amount: Amount) =>
      new Intl.NumberFormat(locale, { style: "currency", currency: amount.currencyCode, maximumFractionDigits: 4 }).format(amount.amount as never),
    day: (day: string) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(day)),
    moment: (moment: string) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(moment)),
    time: (moment: number) => new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(moment),
    country: (code: string) => new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code,
    count: (count: number) => new Intl.NumberFormat(locale).format(count),
  };
}
