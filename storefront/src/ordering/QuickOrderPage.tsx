import { Alert, Anchor, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useFormats } from "../catalogue/formats";
import type { QuickOrder, QuickOrderRow } from "../graphql/operations";
import { run } from "../graphql/run";
import { Failure } from "../shell/Failure";
import { useAddToCart } from "./cart";
import { CheckedRows } from "./CheckedRows";
import { focusOn } from "./focus";
import { ForBuyers } from "./ForBuyers";
import { useKeptText, useOwner } from "./kept";
import { NoPrices } from "./NoPrices";
import { Quiet } from "./Quiet";
import { RowForm } from "./RowForm";
import { appended, countRows, replaced, without } from "./rows";
import { RowsField } from "./RowsField";
import "./ordering.css";

const AT_ONCE = 500;
const QUIET = 400;

export function QuickOrderPage() {
  const { t } = useTranslation();
  const owner = useOwner();
  return <ForBuyers title={t("quick.title")}>{owner && <Rows key={owner} owner={owner} />}</ForBuyers>;
}

function Rows({ owner }: { owner: string }) {
  const { t, i18n } = useTranslation();
  const [text, change] = useKeptText("quick-order", owner);
  const [settled] = useDebouncedValue(text, QUIET);
  const [added, setAdded] = useState<QuickOrderRow[]>([]);
  const add = useAddToCart();
  const empty = settled.trim() === "";
  const check = useQuery({
    queryKey: ["QuickOrder", i18n.language, owner, settled],
    queryFn: ({ signal }) => run("QuickOrder", { text: settled }, signal),
    select: (answer) => answer.quickOrder,
    enabled: !empty,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  // What has just gone into the cart is still in the last answer until the rest has been checked.
  const rows = ((!empty && check.data?.rows) || []).filter((row) => !added.includes(row));
  const good = rows.filter((row) => !row.problem);
  const current = settled === text && !check.isFetching && check.isSuccess;
  const all = countRows(text);

  const edit: typeof change = (by) => {
    setAdded([]);
    change(by);
  };

  function put() {
    add.mutate(good.map((row) => ({ number: ordered(row), quantity: row.quantity ?? 1, lineText: row.lineText })), {
      onSuccess: (errors) => {
        if (errors.length > 0) return focusOn("outcome");
        setAdded(good);
        change((before) => without(before, good));
        focusOn("outcome");
      },
    });
  }

  return (
    <Stack>
      <Paper withBorder p="md">
        <Stack>
          <RowForm add={(row) => edit((before) => appended(before, row))} />
          <RowsField text={text} change={edit} />
        </Stack>
      </Paper>
      <div id="outcome" className="told" tabIndex={-1}>
        <div role="status">
          {added.length > 0 && (
            <Alert color="works">
              {t("quick.added", { count: added.length })} {all > 0 && t("quick.left", { count: all })} <Anchor inherit component={Link} to="/cart">{t("add.toCart")}</Anchor>
            </Alert>
          )}
        </div>
        {(add.isError || (add.data?.length ?? 0) > 0) && (
          <Alert color="red" role="alert" title={t("quick.refused")}>
            {add.isError ? add.error.message : add.data?.map((error) => <Text key={error.path.join()} size="sm">{error.message}</Text>)}
          </Alert>
        )}
      </div>
      {check.isError && !empty && <><Text size="sm">{t("quick.stopped")}</Text><Failure error={check.error} again={() => void check.refetch()} /></>}
      {all > AT_ONCE && <Alert color="yellow">{t("quick.more", { count: all })}</Alert>}
      {empty && added.length === 0 && <Text c="dimmed">{t("quick.empty")}</Text>}
      {!empty && (
        <Summary good={good.length} rows={rows} order={check.data ?? null} checking={!current && !check.isError}>
          <Button disabled={good.length === 0 || !current} loading={add.isPending} onClick={put}>{t("quick.put", { count: good.length })}</Button>
        </Summary>
      )}
      {rows.length > 0 && <CheckedRows rows={rows} replace={(row, by) => edit((before) => replaced(before, row, by))} />}
    </Stack>
  );
}

/** A box's GTIN adds boxes, while the checked quantity counts order units: those go by our number. The buyer's own number stays his. */
function ordered({ foundBy, number, product }: QuickOrderRow): string {
  return (foundBy === "BUYER_NUMBER" ? number : product?.sku) ?? number ?? "";
}

interface SummaryProps {
  good: number;
  rows: QuickOrderRow[];
  order: QuickOrder | null;
  checking: boolean;
  children: React.ReactNode;
}

/** How many rows can be ordered and what those cost; stays in sight over a long list. */
function Summary({ good, rows, order, checking, children }: SummaryProps) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const total = order?.netTotal ?? order?.grossTotal;
  const first = rows.find((row) => row.problem);
  return (
    <Paper withBorder p="sm" className="quick-summary">
      <Group justify="space-between">
        <div>
          <Text fw={600} role="status" data-testid="quick-summary">
            {checking ? t("quick.checking") : good === rows.length ? t("quick.all", { count: good }) : t("quick.summary", { good, all: rows.length })}
          </Text>
          <Group gap="md">
            {total && good > 0 && <Text size="sm" className="figures">{t("quick.total")}: {money(total)} <Text span size="xs" c="dimmed">{t(order?.netTotal ? "price.net" : "price.gross")}</Text></Text>}
            {!total && good > 0 && <NoPrices />}
            {first && <Quiet onClick={() => focusOn(`row-${first.row}`)}>{t("quick.toProblem")}</Quiet>}
          </Group>
        </div>
        {children}
      </Group>
    </Paper>
  );
}
