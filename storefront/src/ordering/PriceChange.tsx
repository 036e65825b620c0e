import { Alert, Table, Text } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../catalogue/formats";
import type { Amount, Cart } from "../graphql/operations";
import { ownLine } from "./amounts";
import { focusOn } from "./focus";

interface Change {
  name: string;
  was: Amount | null;
  now: Amount | null;
}

/** What the buyer had before him and what it would be now, line by line and in all; he decides anew. */
export function PriceChange({ before, after }: { before: Cart; after: Cart }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  useEffect(() => focusOn("price-change"), [after.priceMark]);
  const total: Change = { name: t(after.netTotal ? "sums.net" : "sums.grossWithTax"), was: before.netTotal ?? before.grossTotal, now: after.netTotal ?? after.grossTotal };
  const changes = [...changesOf(before, after, t("cart.unknown")), total];
  return (
    <Alert id="price-change" tabIndex={-1} color="yellow" role="alert" title={t(before.version === after.version ? "checkout.changedTitle" : "checkout.cartChangedTitle")}>
      <Text size="sm" mb="xs">{t("checkout.changedText")}</Text>
      <Table withRowBorders={false} verticalSpacing={2} className="figures">
        <Table.Thead>
          <Table.Tr><Table.Th>{t("checkout.position")}</Table.Th><Table.Th ta="right">{t("checkout.was")}</Table.Th><Table.Th ta="right">{t("checkout.now")}</Table.Th></Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map(({ name, was, now }, index) => (
            <Table.Tr key={index}>
              <Table.Td>{name}</Table.Td>
              <Table.Td ta="right">{was ? money(was) : t("checkout.added")}</Table.Td>
              <Table.Td ta="right" fw={600}>{now ? money(now) : t("checkout.gone")}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Alert>
  );
}

function changesOf(before: Cart, after: Cart, unknown: string): Change[] {
  const positions = [...new Set([...before.lines, ...after.lines].map((line) => line.position))];
  return positions.flatMap((position) => {
    const [old, fresh] = [before, after].map((cart) => cart.lines.find((line) => line.position === position));
    const [was, now] = [old, fresh].map((line) => (line ? ownLine(line) : null)) as [Amount | null, Amount | null];
    return was?.amount === now?.amount ? [] : [{ name: (fresh ?? old)?.product?.name ?? unknown, was, now }];
  });
}
