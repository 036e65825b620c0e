import type { ProductCardData } from "../graphql/operations";
import { useRights } from "../session/rights";

/** Whether an article is offered to this viewer for his cart. The cart decides; this only keeps dead ends out of sight. */
export function useOffered({ orderable, discontinued, channel }: Pick<ProductCardData, "orderable" | "discontinued" | "channel">): boolean {
  const { fillsCart, buysDirect } = useRights();
  const sold = channel === "BOTH" || channel === (buysDirect ? "DIRECT" : "DEALERS_ONLY");
  return fillsCart && orderable && !discontinued && sold;
}
