import { Alert, Button, Center, Group, Loader, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { LiveMark } from "../catalogue/LiveMark";
import type { Order } from "../graphql/operations";
import { run } from "../graphql/run";
import { focusOn } from "../ordering/focus";
import "../ordering/ordering.css";
import { Totals } from "../ordering/Totals";
import { useRights } from "../session/rights";
import { Empty } from "../shell/Empty";
import { Failure } from "../shell/Failure";
import { NotForYou } from "../shell/NotForYou";
import { Page } from "../shell/Page";
import { Cancelling, type Cancelled } from "./Cancelling";
import { ConfirmationDownload } from "./ConfirmationDownload";
import { Facts } from "./Facts";
import { useOrderChanges } from "./orderChanges";
import { OrderLines } from "./OrderLines";
import "./orders.css";
import { Shipments } from "./Shipments";
import { OrderState } from "./states";

export function OrderPage() {
  const { t } = useTranslation();
  const { seesOrders } = useRights();
  const { number = "" } = useParams();
  const page = useOrder(number, seesOrders);
  return (
    <Page title={t(page.data?.order?.state === "AWAITING" ? "orders.oneRequest" : "orders.one", { number })} back={{ to: "/orders", text: t("orders.title") }}>
      {seesOrders ? <Found page={page} /> : <NotForYou whoMay={t("orders.whoMay")} />}
    </Page>
  );
}

function useOrder(number: string, asked: boolean) {
  const { i18n } = useTranslation();
  return useQuery({ queryKey: ["OrderPage", i18n.language, number], queryFn: ({ signal }) => run("OrderPage", { number }, signal), enabled: asked });
}

function Found({ page }: { page: ReturnType<typeof useOrder> }) {
  const { t } = useTranslation();
  const standing = useOrderChanges();
  if (page.isPending) return <Center py="xl"><Loader /></Center>;
  if (page.isError) return <Failure error={page.error} again={() => void page.refetch()} />;
  if (!page.data.order) return <Empty title={t("orders.missing")} text={t("orders.missingText")}><Button component={Link} to="/orders">{t("orders.title")}</Button></Empty>;
  return <OneOrder order={page.data.order} live={<LiveMark standing={standing} asked={page.dataUpdatedAt} />} />;
}

function OneOrder({ order, live }: { order: Order; live: ReactNode }) {
  const { t } = useTranslation();
  const [asked, ask] = useState<Cancelled | null>(null);
  const [done, setDone] = useState<Cancelled | null>(null);
  const request = order.state === "AWAITING";

  function cancelled(what: Cancelled) {
    ask(null);
    setDone(what);
    focusOn("page-title");
  }

  return (
    <>
      <Group justify="space-between"><OrderState state={order.state} />{live}</Group>
      <div role="status">{done && <Alert color="works">{done === "all" ? t("orders.cancelledAll") : t("orders.cancelledLine", { name: done.product?.name ?? t("cart.unknown") })}</Alert>}</div>
      <div className="with-summary">
        <Stack>
          <Paper withBorder p="md"><Facts order={order} /></Paper>
          <Title order={2} size="h4">{t("orders.lines")}</Title>
          <OrderLines order={order} cancel={ask} />
          {order.shipments.length > 0 && <Shipments order={order} />}
        </Stack>
        <Paper withBorder p="md" className="summary" component="section" aria-label={t("cart.summary")}>
          <Stack>
            <Totals of={order} />
            {request && <Text size="sm">{t("placed.requestWaits")}</Text>}
            {!request && <ConfirmationDownload number={order.number} />}
            {order.cancellable && <Button variant="subtle" color="red" onClick={() => ask("all")}>{t(request ? "orders.withdraw" : "orders.cancelAll")}</Button>}
          </Stack>
        </Paper>
      </div>
      <Cancelling order={order} asked={asked} leave={() => ask(null)} done={cancelled} />
    </>
  );
}
