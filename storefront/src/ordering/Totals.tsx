import { Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../catalogue/formats";
import type { Amount, Cart } from "../graphql/operations";
import { ownLine, sum } from "./amounts";
import { NoPrices } from "./NoPrices";

type Summed = Pick<Cart, "charges" | "netTotal" | "taxRate" | "taxTotal" | "grossTotal"> & { lines: (Pick<Cart["lines"][number], "lineNet" | "lineGross"> & { problem?: unknown })[] };

/** Goods, charges, tax and total, each a line of its own. Lines that could be had and have no price have one that is not shown. */
export function Totals({ of }: { of: Summed }) {
  const { t } = useTranslation();
  const { rate } = useRates();
  const { lines, charges, netTotal, taxRate, taxTotal, grossTotal } = of;
  if (!netTotal && !grossTotal) return lines.some((line) => !line.problem) ? <NoPrices /> : null;
  const goods = sum(lines.map(ownLine).filter((amount) => amount !== null));
  const tax = netTotal ? rate("tax", taxRate) : rate("taxWithin", taxRate);
  return (
    <Stack gap={6} data-testid="totals">
      {goods && <Sum name={t("sums.goods")} amount={goods} />}
      {charges?.map(({ kind, net, gross }) => <Sum key={kind} name={t(`sums.${kind}`)} amount={net ?? gross} />)}
      {charges && !charges.some(({ kind }) => kind === "FREIGHT") && <Told name={t("sums.FREIGHT")} told={t("sums.free")} />}
      {netTotal && <Sum name={t("sums.net")} amount={netTotal} ruled />}
      {netTotal && <Sum name={tax} amount={taxTotal} />}
      <Sum name={t("sums.grossWithTax")} amount={grossTotal} strong ruled />
      {!netTotal && <Sum name={tax} amount={taxTotal} />}
    </Stack>
  );
}

function useRates() {
  const { t, i18n } = useTranslation();
  return {
    rate: (kind: "tax" | "taxWithin", taxRate: string | null) =>
      taxRate === null ? t(`sums.${kind}Plain`) : t(`sums.${kind}`, { rate: new Intl.NumberFormat(i18n.language).format(Number(taxRate)) }),
  };
}

function Told({ name, told }: { name: string; told: string }) {
  return <Group justify="space-between" wrap="nowrap" className="sum"><Text size="sm">{name}</Text><Text size="sm">{told}</Text></Group>;
}

function Sum({ name, amount, strong = false, ruled = false }: { name: string; amount: Amount | null; strong?: boolean; ruled?: boolean }) {
  const { money } = useFormats();
  if (!amount) return null;
  return (
    <Group justify="space-between" wrap="nowrap" className={ruled ? "sum ruled" : "sum"}>
      <Text size={strong ? "md" : "sm"} fw={strong ? 700 : 400}>{name}</Text>
      <Text size={strong ? "lg" : "sm"} fw={strong ? 700 : 400} className="figures">{money(amount)}</Text>
    </Group>
  );
}
