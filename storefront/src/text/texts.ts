/** The keys of a room's German texts, each to be said in another language: one missing or too many fails the type check. */
export type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };
