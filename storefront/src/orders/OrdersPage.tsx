import { Button, Center, Group, Loader, Select, Text } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { LiveMark } from "../catalogue/LiveMark";
import { run } from "../graphql/run";
import { useRights } from "../session/rights";
import { Empty } from "../shell/Empty";
import { Failure } from "../shell/Failure";
import { NotForYou } from "../shell/NotForYou";
import { Page } from "../shell/Page";
import { useOrderChanges } from "./orderChanges";
import { OrderTable } from "./OrderTable";
import { SHOWN_STATES } from "./states";

const PAGE = 20;

export function OrdersPage() {
  const { t } = useTranslation();
  const { seesOrders } = useRights();
  return <Page title={t("orders.title")}>{seesOrders ? <Orders /> : <NotForYou whoMay={t("orders.whoMay")} />}</Page>;
}

function Orders() {
  const { t, i18n } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const state = SHOWN_STATES.find((known) => known === address.get("state")) ?? null;
  const standing = useOrderChanges();
  const list = useInfiniteQuery({
    queryKey: ["MyOrders", i18n.language, state],
    queryFn: ({ pageParam, signal }) => run("MyOrders", { first: PAGE, after: pageParam, state }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last.orders?.pageInfo.hasNextPage ? last.orders.pageInfo.endCursor : null),
    placeholderData: keepPreviousData,
  });
  const orders = list.data?.pages.flatMap((page) => page.orders?.nodes ?? []) ?? [];
  const total = list.data?.pages[0]?.orders?.totalCount;
  const show = (wanted: string | null) => setAddress(wanted ? { state: wanted } : {}, { replace: true });

  return (
    <>
      <Group justify="space-between" align="flex-end">
        <Select label={t("orders.filter")} placeholder={t("orders.allStates")} clearable value={state} onChange={show} clearButtonProps={{ "aria-label": t("orders.showAll") }}
          data={SHOWN_STATES.map((value) => ({ value, label: t(`orders.state.${value}`) }))} />
        <LiveMark standing={standing} asked={list.dataUpdatedAt} />
      </Group>
      <Text c="dimmed" size="sm" role="status">{total ? t("orders.found", { count: total }) : ""}</Text>
      {list.isError && <Failure error={list.error} again={() => void list.refetch()} />}
      {list.isPending && <Center py="xl"><Loader /></Center>}
      {list.isSuccess && orders.length === 0 && (state ? <NoneInState all={() => show(null)} /> : <None />)}
      {orders.length > 0 && <OrderTable orders={orders} />}
      {list.hasNextPage && (
        <Center><Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t("shop.more")}</Button></Center>
      )}
    </>
  );
}

function None() {
  const { t } = useTranslation();
  const { fillsCart } = useRights();
  return (
    <Empty title={t("orders.none")} text={t("orders.noneText")}>
      <Button component={Link} to="/">{t("missing.home")}</Button>
      {fillsCart && <Button component={Link} to="/quick-order" variant="default">{t("cart.emptyWay")}</Button>}
    </Empty>
  );
}

function NoneInState({ all }: { all: () => void }) {
  const { t } = useTranslation();
  return <Empty title={t("orders.noneInState")}><Button variant="default" onClick={all}>{t("orders.showAll")}</Button></Empty>;
}
