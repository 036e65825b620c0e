import type { orders as german } from "../de/orders";
import type { Texts } from "../texts";

export const orders: Texts<typeof german> = {
  orders: {
    title: "My orders", one: "Order {{number}}", oneRequest: "Request {{number}}", whoMay: "Orders are for customers: private buyers see their own, companies theirs.",
    found_one: "{{count}} order", found_other: "{{count}} orders", filter: "State", allStates: "All", showAll: "Show all orders",
    none: "No orders yet", noneText: "What you have ordered stands here, and how far it has come.", noneInState: "No order in this state",
    missing: "There is no such order", missingText: "Check the number. Orders of others are not shown here.",
    order: "Order", content: "Content", by: "Ordered by", stateTitle: "State", total: "Total", yours: "Your no. {{reference}}", andMore_one: "{{name}} and {{count}} more line",
    andMore_other: "{{name}} and {{count}} more lines", next: "Next shipment {{day}}", kept: "Reserved until", keptUntil: "Reserved until {{moment}}", placedAt: "Ordered on", requestedAt: "Requested on", requestedBy: "Requested by",
    missingGoods: "What is missing", follow: "follows later", together: "all at once",
    lines: "Lines", position: "Line {{position}}", shippedOf: "{{shipped}} of {{all}} shipped", waiting: "{{quantity}} on back-order", leaves: "Leaves on {{day}}",
    shipments: "Shipments", note: "Delivery note {{number}}", track: "Track the shipment",
    confirmation: "Order confirmation (PDF)", noConfirmation: "The order confirmation is not there yet.",
    cancel: "Cancel", cancelOf: "Cancel {{name}}", cancelAll: "Cancel the order", withdraw: "Withdraw the request", keep: "Keep",
    cancelText: "What is not being picked yet is cancelled:", withdrawText: "The request is no longer up for approval, its reservation ends:", notCancelled: "Nothing was cancelled.",
    cancelledLine: "{{name}} was cancelled.", cancelledAll: "Everything that was not being picked yet was cancelled.",
    state: { PENDING: "Being checked", AWAITING: "Awaiting approval", CONFIRMED: "Confirmed", PART_SHIPPED: "Part-shipped", SHIPPED: "Shipped", CANCELLED: "Cancelled" },
    lineState: { OPEN: "Open", PICKING: "Being picked", PART_SHIPPED: "Part-shipped", SHIPPED: "Shipped", BACK_ORDER: "Back-order", CANCELLED: "Cancelled" },
  },
};
