import { catalogue } from "./catalogue";
import { orders } from "./orders";
import { session } from "./session";
import { shell } from "./shell";

export const de = { ...catalogue, ...orders, ...session, ...shell };
