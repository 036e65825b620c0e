import { useTranslation } from "react-i18next";

/** Symbols of UN/ECE unit codes (Recommendation 20) that are the same in every language. */
const SYMBOLS: Record<string, string> = {
  MMT: "mm", CMT: "cm", MTR: "m", MMK: "mm²", CMK: "cm²", MTK: "m²", GRM: "g", KGM: "kg", MLT: "ml", LTR: "l",
  SEC: "s", MIN: "min", HUR: "h", VLT: "V", AMP: "A", AMH: "Ah", WTT: "W", KWT: "kW", WHR: "Wh", HTZ: "Hz", JOU: "J",
  NEW: "N", NU: "Nm", BAR: "bar", RPM: "1/min", C94: "1/min", MSK: "m/s²", MTS: "m/s", L2: "l/min", "2N": "dB", DD: "°",
  CEL: "°C", LUM: "lm", P1: "%",
};

/** Units that have words, in the texts of each language. */
type Worded = "C62" | "PK" | "SET" | "PR" | "BX";

/** How a unit code reads; an unknown code reads as it is. */
export function useUnits() {
  const { t, i18n } = useTranslation();
  return (code: string | null) =>
    code === null ? "" : (SYMBOLS[code] ?? (i18n.exists(`unit.${code}`) ? t(`unit.${code as Worded}`) : code));
}
