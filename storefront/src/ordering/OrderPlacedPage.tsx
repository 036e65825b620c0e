import { Alert, Button, Center, Group, Loader, Paper, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { useFormats } from "../catalogue/formats";
import type { Order } from "../graphql/operations";
import { run } from "../graphql/run";
import { ConfirmationDownload } from "../orders/ConfirmationDownload";
import { Failure } from "../shell/Failure";
import { ownLine } from "./amounts";
import { Quantity } from "./Figures";
import { focusOn } from "./focus";
import { ForBuyers } from "./ForBuyers";
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
  const { day } = useFormats();
  const asked = order.state === "AWAITING";
  const { shipTo } = order;
  const facts: [string, string | null | undefined][] = [
    [t(asked ? "placed.requestNumber" : "placed.number"), order.number],
    [t("placed.reference"), order.buyerReference],
    [t("placed.date"), order.requestedDate && day(order.requestedDate)],
    [t("placed.shipTo"), shipTo && [shipTo.name, shipTo.street, `${shipTo.postcode} ${shipTo.city}`, shipTo.country].join(", ")],
  ];
  return (
    <div className="with-summary">
      <Stack>
        <NextSteps order={order} />
        <Paper withBorder p="md">
          <Table variant="vertical" withRowBorders={false}>
            <Table.Tbody>
              {facts.filter(([, value]) => value).map(([name, value]) => <Table.Tr key={name}><Table.Th>{name}</Table.Th><Table.Td fw={600}>{value}</Table.Td></Table.Tr>)}
            </Table.Tbody>
          </Table>
        </Paper>
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

function NextSteps({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  if (order.state !== "AWAITING") return <Text>{t("placed.nextSteps")}</Text>;
  return <Text>{t("placed.requestSteps")} {order.reservedUntil && t("placed.until", { moment: moment(order.reservedUntil) })}</Text>;
}

function Lines({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { money, day } = useFormats();
  const priced = order.lines.some(ownLine);
  return (
    <Table className="lines" aria-label={t("placed.lines")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("buying.article")}</Table.Th>
          <Table.Th>{t("buying.delivery")}</Table.Th>
          <Table.Th ta="right">{t("buying.quantity")}</Table.Th>
          {priced && <Table.Th ta="right">{t("buying.amount")}</Table.Th>}
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
