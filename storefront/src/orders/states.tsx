import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Order, OrderLine } from "../graphql/operations";

/** In the order of an order's life; `PENDING` is shown to nobody. */
export const SHOWN_STATES = ["AWAITING", "CONFIRMED", "PART_SHIPPED", "SHIPPED", "CANCELLED"] as const;

const COLOURS: Record<Order["state"], string> = { PENDING: "gray", AWAITING: "yellow", CONFIRMED: "works", PART_SHIPPED: "blue", SHIPPED: "gray", CANCELLED: "red" };

/** How far an order has come. */
export function OrderState({ state }: { state: Order["state"] }) {
  const { t } = useTranslation();
  return <Badge className="state" variant="light" color={COLOURS[state]} data-testid="order-state">{t(`orders.state.${state}`)}</Badge>;
}

const LINE_COLOURS: Record<OrderLine["state"], string> = { OPEN: "works", PICKING: "blue", PART_SHIPPED: "blue", SHIPPED: "gray", BACK_ORDER: "orange", CANCELLED: "red" };

/** How far a line has come; each goes its own way. */
export function LineState({ state }: { state: OrderLine["state"] }) {
  const { t } = useTranslation();
  return <Badge className="state" size="sm" variant="light" color={LINE_COLOURS[state]} data-testid="line-state">{t(`orders.lineState.${state}`)}</Badge>;
}
