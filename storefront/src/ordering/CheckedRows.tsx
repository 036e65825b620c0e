import { Anchor, Button, Group, Stack, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useFormats } from "../catalogue/formats";
import type { QuickOrderRow } from "../graphql/operations";
import { ownLine, ownUnit } from "./amounts";
import { Delivery } from "./Delivery";
import { Quantity, UnitPrice } from "./Figures";
import { usePriceHeads } from "./priceHeads";
import { Quiet } from "./Quiet";
import { rowOf, successorRow } from "./rows";

interface Props {
  rows: QuickOrderRow[];
  /** Writes something else in place of a row, nothing when null. */
  replace: (row: QuickOrderRow, by: string | null) => void;
}

/** What each row of the text means, in its order: article, price, delivery, or what is wrong with it and the way out. */
export function CheckedRows({ rows, replace }: Props) {
  const { t } = useTranslation();
  const priced = rows.some(ownLine);
  const heads = usePriceHeads(rows);
  return (
    <Table className="lines" verticalSpacing="xs" aria-label={t("quick.rows")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("buying.article")}</Table.Th>
          <Table.Th>{t("quick.state")}</Table.Th>
          <Table.Th ta="right">{t("buying.quantity")}</Table.Th>
          {priced && <Table.Th ta="right">{heads.unitPrice}</Table.Th>}
          {priced && <Table.Th ta="right">{heads.amount}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => <Row key={row.row} row={row} priced={priced} replace={replace} />)}
      </Table.Tbody>
    </Table>
  );
}

function Row({ row, priced, replace }: { row: QuickOrderRow; priced: boolean; replace: Props["replace"] }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const { product, quantity, problem } = row;
  const amount = ownLine(row);
  return (
    <Table.Tr id={`row-${row.row}`} tabIndex={-1} data-testid="row" data-problem={problem !== null}>
      <Table.Td className="wide">
        {product
          ? <Anchor component={Link} to={`/product/${product.sku}`} fw={600} size="sm">{product.name}</Anchor>
          : <Text size="sm" fw={600} className="typed">{row.text}</Text>}
        <Text size="xs" c="dimmed">
          {[t("quick.row", { row: row.row }), product?.sku, row.foundBy === "BUYER_NUMBER" && t("buying.yourNumber", { number: row.number }), row.foundBy === "GTIN_BOX" && t("quick.boxed")].filter(Boolean).join(" · ")}
        </Text>
        <Quiet onClick={() => replace(row, null)} label={t("quick.remove", { row: row.row })}>{t("cart.remove")}</Quiet>
      </Table.Td>
      <Table.Td className="wide">
        {problem ? <Problem row={row} problem={problem} replace={replace} /> : <Delivery of={row} />}
      </Table.Td>
      <Table.Td ta={{ sm: "right" }}>{quantity !== null && <Text size="sm"><Quantity of={quantity} product={product} /></Text>}</Table.Td>
      {priced && <Table.Td ta="right" data-label={t("buying.unitPrice")}><UnitPrice amount={ownUnit(row)} product={product} /></Table.Td>}
      {priced && <Table.Td ta="right" className="amount">{amount && <Text size="sm" fw={600} className="figures nowrap">{money(amount)}</Text>}</Table.Td>}
    </Table.Tr>
  );
}

function Problem({ row, problem, replace }: { row: QuickOrderRow; problem: NonNullable<QuickOrderRow["problem"]>; replace: Props["replace"] }) {
  const { t } = useTranslation();
  const { nextQuantity } = problem;
  const successor = row.product?.successor;
  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm" fw={600} c="orange.9">{problem.message}</Text>
      <Group gap="xs" maw="100%">
        {nextQuantity !== null && <Button size="compact-sm" variant="default" onClick={() => replace(row, rowOf(row, nextQuantity))}>{t("buying.take", { quantity: nextQuantity })}</Button>}
        {problem.code === "DISCONTINUED" && successor && (
          <Button size="compact-sm" h="auto" py={4} maw="100%" styles={{ label: { whiteSpace: "normal" } }} variant="default" onClick={() => replace(row, successorRow(row, successor.sku))}>{t("quick.replaced", { name: successor.name })}</Button>
        )}
      </Group>
    </Stack>
  );
}
