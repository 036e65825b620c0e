import { Alert, Button, Center, Group, List, Loader, Paper, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { useFormats } from "../catalogue/formats";
import type { Order } from "../graphql/operations";
import { run } from "../graphql/run";
import { ConfirmationDownload } from "../orders/ConfirmationDownload";
import { Facts } from "../orders/Facts";
import "../orders/orders.css";
import { Failure } from "../shell/Failure";
import { ownLine } from "./amounts";
import { Quantity } from "./Figures";
import { focusOn } from "./focus";
import { ForBuyers } from "./ForBuyers";
import { usePriceHeads } from "./priceHeads";
import { Totals } from "./Totals";
import "./ordering.css";

export function OrderPlacedPage() {
  const { t, i18n } = useTranslation();
  const { number = "" } = useParams();
  const page = useQuery({ queryKey: ["OrderPage", i18n.language, number], queryFn: ({ signal }) => run("OrderPage", { number }, signal) });
  const order = page.data?.order;
  const title = order ? t(order.state === "AWAITING" ? "placed.requestTitle" : "placed.title") : `${t("placed.number")} ${number}`;
  return (
    <ForBuyers title={title}>
      {page.isPending && <Center py="xl"><Loader /></Center>}
      {page.isError && <Failure error={page.error} again={() => void page.refetch()} />}
      {page.isSuccess && !order && <Alert color="orange">{t("placed.missing")}</Alert>}
      {order && <Placed order={order} />}
    </ForBuyers>
  );
}

function Placed({ order }: { order: Order }) {
  const { t } = useTranslation();
  useEffect(() => focusOn("page-title"), [order.number]);
  const asked = order.state === "AWAITING";
  return (
    <div className="with-summary">
      <Stack>
        <NextSteps order={order} />
        <Paper withBorder p="md"><Facts order={order} numbered /></Paper>
        <Lines order={order} />
      </Stack>
      <Paper withBorder p="md" className="summary">
        <Stack>
          <Totals of={order} />
          <Button component={Link} to={`/order/${order.number}`}>{t(asked ? "placed.request" : "placed.order")}</Button>
          {!asked && <ConfirmationDownload number={order.number} />}
          <Button component={Link} to="/quick-order" variant="subtle">{t("placed.more")}</Button>
        </Stack>
      </Paper>
    </div>
  );
}

/** What happens now, step by step. */
function NextSteps({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const steps = order.state === "AWAITING"
    ? [t("placed.requestSteps"), order.reservedUntil && t("placed.until", { moment: moment(order.reservedUntil) }), t("placed.requestThen")]
    : [t("placed.nextSteps"), t("placed.thenShipped"), t("placed.thenConfirmed")];
  return (
    <section aria-labelledby="next-steps">
      <Title order={2} size="h4" mb="xs" id="next-steps">{t("placed.next")}</Title>
      <List type="ordered">{steps.filter(Boolean).map((step) => <List.Item key={step}>{step}</List.Item>)}</List>
    </section>
  );
}

function Lines({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { money, day } = useFormats();
  const priced = order.lines.some(ownLine);
  const heads = usePriceHeads(order.lines);
  return (
    <Table className="lines" aria-label={t("placed.lines")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("buying.article")}</Table.Th>
          <Table.Th>{t("buying.delivery")}</Table.Th>
          <Table.Th ta="right">{t("buying.quantity")}</Table.Th>
          {priced && <Table.Th ta="right">{heads.amount}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {order.lines.map((line) => {
          const amount = ownLine(line);
          return (
            <Table.Tr key={line.position} data-testid="placed-line">
              <Table.Td className="wide">
                <Text size="sm" fw={600}>{line.product?.name ?? t("cart.unknown")}</Text>
                <Text size="xs" c="dimmed">{[line.product?.sku, line.lineText].filter(Boolean).join(" · ")}</Text>
              </Table.Td>
              <Table.Td className="wide">
                <Group gap="xs">
                  <Text size="sm">{line.promisedDate ? t("placed.promise", { day: day(line.promisedDate) }) : t("placed.noPromise")}</Text>
                  {line.backOrderedQuantity ? <Text size="xs" c="dimmed">{t("placed.backOrdered", { quantity: line.backOrderedQuantity })}</Text> : null}
                </Group>
              </Table.Td>
              <Table.Td ta={{ sm: "right" }}><Text size="sm"><Quantity of={line.quantity} product={line.product} /></Text></Table.Td>
              {priced && <Table.Td ta="right"><Text size="sm" fw={600} className="figures">{amount && money(amount)}</Text></Table.Td>}
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
