import { useTranslation } from "react-i18next";
import { useFormats } from "../catalogue/formats";
import type { Order } from "../graphql/operations";

/** Who ordered when, under which number of his own, for when and to where. */
export function Facts({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { day, moment } = useFormats();
  const { shipTo } = order;
  const facts: [string, string | null | undefined][] = [
    [t("orders.placedAt"), moment(order.placedAt)],
    [t("orders.by"), order.placedBy?.name],
    [t("placed.reference"), order.buyerReference],
    [t("placed.date"), order.requestedDate && day(order.requestedDate)],
    [t("orders.kept"), order.reservedUntil && moment(order.reservedUntil)],
    [t("placed.shipTo"), shipTo && [shipTo.name, shipTo.street, [shipTo.postcode, shipTo.city].filter(Boolean).join(" "), shipTo.country].filter(Boolean).join(", ")],
    [t("orders.missingGoods"), order.backOrders === null ? null : t(order.backOrders ? "orders.follow" : "orders.together")],
  ];
  return (
    <dl className="order-facts">
      {facts.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
    </dl>
  );
}
