import { useTranslation } from "react-i18next";
import { useFormats } from "../catalogue/formats";
import type { Order } from "../graphql/operations";
import { oneLine } from "../ordering/shipTo";

/** Who ordered when, under which number of his own, for when and to where; `numbered` where the page does not say our number otherwise. */
export function Facts({ order, numbered = false }: { order: Order; numbered?: boolean }) {
  const { t } = useTranslation();
  const { day, moment, country } = useFormats();
  const { shipTo } = order;
  const request = order.state === "AWAITING";
  const facts: [string, string | null | undefined][] = [
    [t(request ? "placed.requestNumber" : "placed.number"), numbered ? order.number : null],
    [t(request ? "orders.requestedAt" : "orders.placedAt"), moment(order.placedAt)],
    [t(request ? "orders.requestedBy" : "orders.by"), order.placedBy?.name],
    [t("placed.reference"), order.buyerReference],
    [t("placed.date"), order.requestedDate && day(order.requestedDate)],
    [t("orders.kept"), order.reservedUntil && moment(order.reservedUntil)],
    [t("placed.shipTo"), shipTo && [shipTo.name, oneLine(shipTo, country)].filter(Boolean).join(", ")],
    [t("orders.missingGoods"), order.backOrders === null ? null : t(order.backOrders ? "orders.follow" : "orders.together")],
  ];
  return (
    <dl className="order-facts">
      {facts.filter(([, value]) => value).map(([name, value]) => <div key={name} data-wide={name === t("placed.shipTo")}><dt>{name}</dt><dd>{value}</dd></div>)}
    </dl>
  );
}
