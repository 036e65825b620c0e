import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { de } from "./de";
import { en } from "./en";

export const LANGUAGES = ["de", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

const STORED = "werktor-language";

function preferred(): Language {
  const wanted = localStorage.getItem(STORED) ?? navigator.language.slice(0, 2);
  return wanted === "en" ? "en" : "de";
}

void i18next.use(initReactI18next).init({
  lng: preferred(),
  fallbackLng: "de",
  resources: { de: { translation: de }, en: { translation: en } },
  interpolation: { escapeValue: false },
});

function announce(language: string): void {
  document.documentElement.lang = language;
}

announce(i18next.language);
i18next.on("languageChanged", (language) => {
  localStorage.setItem(STORED, language);
  announce(language);
});
