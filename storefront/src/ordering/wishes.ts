import { useKeptText } from "./kept";
import type { ShipTo } from "./shipTo";

/** What the buyer decides beside the cart, as he has written it. */
export interface Wishes {
  /** Null while he has chosen no other than the first. */
  shipTo: ShipTo | null;
  reference: string;
  date: string;
  backOrders: boolean;
}

const NONE: Wishes = { shipTo: null, reference: "", date: "", backOrders: true };

/** The wishes for the next order; they outlive a reload of the tab and a session that ends, until they are `done` with. */
export function useWishes(owner: string) {
  const [text, keep] = useKeptText("checkout", owner);
  return {
    wishes: read(text),
    change: (change: Partial<Wishes>) => keep((before) => JSON.stringify({ ...read(before), ...change })),
    done: () => keep(() => ""),
  };
}

function read(text: string): Wishes {
  return text === "" ? NONE : { ...NONE, ...(JSON.parse(text) as Partial<Wishes>) };
}
