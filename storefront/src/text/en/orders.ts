import type { orders as german } from "../de/orders";
import type { Texts } from "../texts";

export const orders: Texts<typeof german> = {};
