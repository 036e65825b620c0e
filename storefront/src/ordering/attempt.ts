import type { Operations } from "../graphql/operations";

/** An order or request as it was sent. It is repeated word for word under its key until it has been answered. */
export type Attempt =
  | { kind: "PlaceOrder"; input: Operations["PlaceOrder"]["variables"]["input"] }
  | { kind: "RequestOrder"; input: Operations["RequestOrder"]["variables"]["input"] };

const place = (owner: string) => `werktor-attempt-${owner}`;

/** What was sent and not answered; it outlives a reload of the tab. */
export function unanswered(owner: string): Attempt | null {
  const kept = sessionStorage.getItem(place(owner));
  return kept === null ? null : (JSON.parse(kept) as Attempt);
}

export function keep(owner: string, attempt: Attempt): void {
  sessionStorage.setItem(place(owner), JSON.stringify(attempt));
}

export function forget(owner: string): void {
  sessionStorage.removeItem(place(owner));
}
