import { useViewer } from "./session";
import type { Operations } from "../graphql/operations";

/** What the shop offers the person signed in. The gateway decides by its own policies; this only keeps dead ends out of sight. */
export interface Rights {
  /** Fills a cart and uses the quick order. */
  fillsCart: boolean;
  /** Orders bindingly. */
  orders: boolean;
  /** Sends what is in the cart to an approver instead. */
  requests: boolean;
  /** Has orders of his own or of his company to look at. */
  seesOrders: boolean;
  /** Buys of the manufacturer directly, not as a dealer or partner. */
  buysDirect: boolean;
  /** Buys as a consumer: prices with tax, the wording of consumer law. */
  isPrivate: boolean;
}

const NONE: Rights = { fillsCart: false, orders: false, requests: false, seesOrders: false, buysDirect: false, isPrivate: false };
const BUSINESSES = ["FIRM", "DEALER", "SERVICE_PARTNER"];

export function rightsOf(viewer: Operations["Viewer"]["answer"] | undefined): Rights {
  const { me, company } = viewer ?? {};
  if (!me || !company) return NONE;
  if (company.kind === "PRIVATE") return { fillsCart: true, orders: true, requests: false, seesOrders: true, buysDirect: true, isPrivate: true };
  if (!BUSINESSES.includes(company.kind)) return NONE;
  const functions = me.functions ?? [];
  const orders = functions.includes("buyer");
  const requests = !orders && functions.includes("requester");
  return { fillsCart: orders || requests, orders, requests, seesOrders: true, buysDirect: company.kind === "FIRM", isPrivate: false };
}

export function useRights(): Rights {
  return rightsOf(useViewer().data);
}
