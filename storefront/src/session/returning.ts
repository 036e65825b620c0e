import type { Location } from "react-router";

const TO = "to";
const ENDED = "ended";

/** Two slashes would begin the address of another site. */
const OF_THIS_SHOP = /^\/(?![/\\])/;

type Place = Pick<Location, "pathname" | "search">;

/** The address of the sign-in that leads back to this place; `ended` when it is a session that ran out which leads there. */
export function signInAddress(from: Place, ended = false): string {
  const query = new URLSearchParams();
  const to = from.pathname === "/sign-in" ? placeAfter(new URLSearchParams(from.search)) : from.pathname + from.search;
  if (to !== "/") query.set(TO, to);
  if (ended) query.set(ENDED, "");
  return query.size > 0 ? `/sign-in?${query}` : "/sign-in";
}

/** Where to go after the sign-in: a place of this shop, whatever the address says. */
export function placeAfter(query: URLSearchParams): string {
  const to = query.get(TO) ?? "/";
  return OF_THIS_SHOP.test(to) ? to : "/";
}

export function hasEnded(query: URLSearchParams): boolean {
  return query.has(ENDED);
}
