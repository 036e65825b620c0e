import { Button, Center, Group, Loader, Select, SimpleGrid, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { Operations } from "../graphql/operations";
import { run } from "../graphql/run";
import { Empty } from "../shell/Empty";
import { Failure } from "../shell/Failure";
import { Page } from "../shell/Page";
import { ProductCard } from "./ProductCard";

type Variables = Operations["ProductList"]["variables"];
type Kind = NonNullable<NonNullable<Variables["filter"]>["kind"]>;

const KINDS: Kind[] = ["POWER_TOOL", "HAND_TOOL", "BATTERY", "CHARGER", "ACCESSORY", "SPARE_PART", "SET"];
const SORTS: Variables["orderBy"][] = ["NAME", "SKU", "NEWEST"];
const PAGE = 24;

export function ProductListPage() {
  const { t, i18n } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const search = address.get("search") ?? "";
  const kind = address.get("kind") as Kind | null;
  const orderBy = (address.get("sort") as Variables["orderBy"] | null) ?? "NAME";
  const [settled] = useDebouncedValue(search, 250);

  const change = (name: string, value: string | null) =>
    setAddress((before) => {
      const after = new URLSearchParams(before);
      value ? after.set(name, value) : after.delete(name);
      return after;
    }, { replace: true });

  const list = useInfiniteQuery({
    queryKey: ["ProductList", i18n.language, settled, kind, orderBy],
    queryFn: ({ pageParam, signal }) =>
      run("ProductList", { first: PAGE, after: pageParam, orderBy, filter: { search: settled || null, kind, includeDiscontinued: false } }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last.products.pageInfo.hasNextPage ? last.products.pageInfo.endCursor : null),
    placeholderData: keepPreviousData,
  });
  const products = list.data?.pages.flatMap((page) => page.products.nodes) ?? [];
  const total = list.data?.pages[0]?.products.totalCount;

  return (
    <Page title={t("shop.title")}>
      <Group align="flex-end">
        <TextInput flex="3 1 16rem" type="search" aria-label={t("shop.search")} placeholder={t("shop.search")} value={search}
          onChange={(event) => change("search", event.currentTarget.value)} />
        <Select flex="1 1 9rem" aria-label={t("shop.all")} placeholder={t("shop.all")} clearable value={kind} onChange={(value) => change("kind", value)}
          data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))} />
        <Select flex="1 1 9rem" aria-label={t("list.sort")} allowDeselect={false} value={orderBy} onChange={(value) => change("sort", value)}
          data={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))} />
      </Group>
      <Text c="dimmed" size="sm" role="status">{total ? t("list.found", { count: total }) : ""}</Text>
      {list.isError && <Failure error={list.error} again={() => void list.refetch()} />}
      {list.isPending && <Center py="xl"><Loader /></Center>}
      {list.isSuccess && products.length === 0 && <Nothing all={() => setAddress({}, { replace: true })} />}
      <SimpleGrid cols={{ base: 2, sm: 3, md: 4 }} component="ul" p={0} m={0} style={{ listStyle: "none" }}>
        {products.map((product) => <li key={product.sku}><ProductCard product={product} /></li>)}
      </SimpleGrid>
      {list.hasNextPage && (
        <Center><Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t("shop.more")}</Button></Center>
      )}
    </Page>
  );
}

function Nothing({ all }: { all: () => void }) {
  const { t } = useTranslation();
  return (
    <Empty title={t("list.none")} text={t("list.noneText")}>
      <Button variant="default" onClick={all}>{t("list.showAll")}</Button>
    </Empty>
  );
}
