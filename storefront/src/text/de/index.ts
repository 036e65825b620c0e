import { catalogue } from "./catalogue";
import { ordering } from "./ordering";
import { orders } from "./orders";
import { session } from "./session";
import { shell } from "./shell";

export const de = { ...catalogue, ...ordering, ...orders, ...session, ...shell };
