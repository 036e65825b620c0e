import type { ordering as german } from "../de/ordering";
import type { Texts } from "../texts";

export const ordering: Texts<typeof german> = {};
