import "i18next";
import type { de } from "./de";

/** `t` takes only keys that exist. */
declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof de };
  }
}
