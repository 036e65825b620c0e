import { Anchor, Stack, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useFormats } from "../catalogue/formats";
import type { Order, OrderLine } from "../graphql/operations";
import { ownLine, ownUnit } from "../ordering/amounts";
import { Quantity, UnitPrice } from "../ordering/Figures";
import { usePriceHeads } from "../ordering/priceHeads";
import { Quiet } from "../ordering/Quiet";
import { LineState } from "./states";

/** The lines of an order, each with its own state, quantities and day. */
export function OrderLines({ order, cancel }: { order: Order; cancel: (line: OrderLine) => void }) {
  const { t } = useTranslation();
  const priced = order.lines.some(ownLine);
  const heads = usePriceHeads(order.lines);
  return (
    <Table className="lines order-lines" verticalSpacing="sm" aria-label={t("orders.lines")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("buying.article")}</Table.Th>
          <Table.Th>{t("orders.stateTitle")}</Table.Th>
          <Table.Th ta="right">{t("buying.quantity")}</Table.Th>
          {priced && <Table.Th ta="right">{heads.unitPrice}</Table.Th>}
          {priced && <Table.Th ta="right">{heads.amount}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {order.lines.map((line) => <Line key={line.position} line={line} priced={priced} cancel={cancel} />)}
      </Table.Tbody>
    </Table>
  );
}

function Line({ line, priced, cancel }: { line: OrderLine; priced: boolean; cancel: (line: OrderLine) => void }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const { product } = line;
  const name = product?.name ?? t("cart.unknown");
  const amount = ownLine(line);
  return (
    <Table.Tr data-testid="order-line">
      <Table.Td className="wide">
        {product ? <Anchor component={Link} to={`/product/${product.sku}`} fw={600} size="sm">{name}</Anchor> : <Text size="sm" fw={600}>{name}</Text>}
        <Text size="xs" c="dimmed" className="anywhere">
          {[t("orders.position", { position: line.position }), product?.sku, line.buyerNumber && t("buying.yourNumber", { number: line.buyerNumber })].filter(Boolean).join(" · ")}
        </Text>
        {line.lineText && <Text size="xs" className="anywhere">{t("cart.text")}: {line.lineText}</Text>}
        {line.cancellable && <Quiet onClick={() => cancel(line)} label={t("orders.cancelOf", { name })}>{t("orders.cancel")}</Quiet>}
      </Table.Td>
      <Table.Td className="wide"><Stack gap={2} align="flex-start"><LineState state={line.state} /><Progress line={line} /></Stack></Table.Td>
      <Table.Td ta={{ sm: "right" }}><Text size="sm"><Quantity of={line.quantity} product={product} /></Text></Table.Td>
      {priced && <Table.Td ta="right" className="amount" data-label={t("buying.unitPrice")}><UnitPrice amount={ownUnit(line)} product={product} /></Table.Td>}
      {priced && <Table.Td ta="right" className="amount"><Text size="sm" fw={600} className="figures nowrap">{amount && money(amount)}</Text></Table.Td>}
    </Table.Tr>
  );
}

/** What of the line has left, what waits for goods, and when the rest leaves. */
function Progress({ line: { state, quantity, shippedQuantity, backOrderedQuantity, promisedDate } }: { line: OrderLine }) {
  const { t } = useTranslation();
  const { day, count } = useFormats();
  const over = state === "SHIPPED" || state === "CANCELLED";
  const told = [
    shippedQuantity > 0 && (shippedQuantity < quantity || state !== "SHIPPED") ? t("orders.shippedOf", { shipped: count(shippedQuantity), all: count(quantity) }) : null,
    !over && backOrderedQuantity ? t("orders.waiting", { quantity: count(backOrderedQuantity) }) : null,
    over ? null : promisedDate ? t("orders.leaves", { day: day(promisedDate) }) : t("placed.noPromise"),
  ];
  return told.filter(Boolean).map((text) => <Text key={text} size="xs" c="dimmed">{text}</Text>);
}
