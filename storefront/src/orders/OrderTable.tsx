import { Anchor, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useFormats } from "../catalogue/formats";
import type { OrderInList } from "../graphql/operations";
import { NoPrices } from "../ordering/NoPrices";
import "../ordering/ordering.css";
import { OrderState } from "./states";
import "./orders.css";

/** Orders, newest first: a table where there is room for one, otherwise a card for each. */
export function OrderTable({ orders }: { orders: OrderInList[] }) {
  const { t } = useTranslation();
  const priced = orders.some((order) => order.grossTotal);
  return (
    <>
      {!priced && <NoPrices />}
      <Table className="lines orders" verticalSpacing="sm" aria-label={t("orders.title")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("orders.order")}</Table.Th>
            <Table.Th>{t("orders.content")}</Table.Th>
            <Table.Th>{t("orders.by")}</Table.Th>
            <Table.Th>{t("orders.stateTitle")}</Table.Th>
            {priced && <Table.Th ta="right">{t("orders.total")}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {orders.map((order) => <Row key={order.number} order={order} priced={priced} />)}
        </Table.Tbody>
      </Table>
    </>
  );
}

function Row({ order, priced }: { order: OrderInList; priced: boolean }) {
  const { t } = useTranslation();
  const { money, moment } = useFormats();
  const total = order.netTotal ?? order.grossTotal;
  return (
    <Table.Tr data-testid="order">
      <Table.Td>
        <Anchor component={Link} to={`/order/${order.number}`} fw={600} size="sm">{order.number}</Anchor>
        <Text size="xs" c="dimmed" className="nowrap">{moment(order.placedAt)}</Text>
      </Table.Td>
      <Table.Td className="wide">
        <Content lines={order.lines} />
        {order.buyerReference && <Text size="xs" c="dimmed" className="anywhere">{t("orders.yours", { reference: order.buyerReference })}</Text>}
      </Table.Td>
      <Table.Td><Text size="sm">{order.placedBy?.name ?? ""}</Text></Table.Td>
      <Table.Td className="state-cell"><OrderState state={order.state} /><Coming order={order} /></Table.Td>
      {priced && (
        <Table.Td ta="right" className="amount">
          {total && <Text size="sm" fw={600} className="figures nowrap">{money(total)} <Text span size="xs" c="dimmed" fw={400}>{t(order.netTotal ? "price.net" : "price.gross")}</Text></Text>}
        </Table.Td>
      )}
    </Table.Tr>
  );
}

/** The first article by name and how many more. */
function Content({ lines }: { lines: OrderInList["lines"] }) {
  const { t } = useTranslation();
  const [first, ...others] = lines;
  if (!first) return null;
  const name = first.product?.name ?? t("cart.unknown");
  return <Text size="sm">{others.length > 0 ? t("orders.andMore", { name, count: others.length }) : name}</Text>;
}

/** The next day on which something leaves, or until when a request is kept. */
function Coming({ order: { state, reservedUntil, lines } }: { order: OrderInList }) {
  const { t } = useTranslation();
  const { day, moment } = useFormats();
  if (state === "AWAITING") return reservedUntil && <Text size="xs" c="dimmed">{t("orders.keptUntil", { moment: moment(reservedUntil) })}</Text>;
  const [next] = lines.filter((line) => line.state !== "SHIPPED" && line.state !== "CANCELLED").map((line) => line.promisedDate).filter((date) => date !== null).sort();
  return next && <Text size="xs" c="dimmed">{t("orders.next", { day: day(next) })}</Text>;
}
