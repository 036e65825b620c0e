import { catalogue } from "./catalogue";
import { ordering } from "./ordering";
import { orders } from "./orders";
import { policies } from "./policies";
import { session } from "./session";
import { shell } from "./shell";

export const de = { ...catalogue, ...ordering, ...orders, ...policies, ...session, ...shell };
