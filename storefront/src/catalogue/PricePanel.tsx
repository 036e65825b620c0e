import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Amount, Price, Product } from "../graphql/operations";
import { useRights } from "../session/rights";
import { useFormats } from "./formats";
import { useUnits } from "./units";

/** Everything of the price that this viewer may see; a part he may not see is null and simply not there. */
export function PricePanel({ price, units, channel }: { price: Price; units: Product["units"]; channel: Product["channel"] }) {
  const { t } = useTranslation();
  const { money, day, count } = useFormats();
  const unit = useUnits();
  const own: [Amount, string] | null = price.net ? [price.net, t("price.net")] : price.gross ? [price.gross, `${t("price.gross")}, ${t("price.shipping")}`] : null;
  const per = units.priceQuantity > 1 ? ` ${t("price.per", { quantity: `${count(units.priceQuantity)} ${unit(units.price)}` })}` : "";
  const rows: [string, string | null | undefined][] = [
    [`${t("price.list")}${per}`, price.list && money(price.list)],
    [t("price.group"), price.discountGroup],
    [price.recommended ? `${price.recommended.label}, ${t("price.since", { day: day(price.recommended.validFrom) })}` : "", price.recommended && money(price.recommended.gross)],
    [t("price.cost"), price.cost && money(price.cost)],
    [t("price.margin"), price.margin && `${price.margin} %`],
    [t("price.band"), price.marginBand && t(`band.${price.marginBand}`)],
    ...(price.announced ?? []).map((next): [string, string | null] => [t("price.announced", { day: day(next.validFrom) }), next.net && money(next.net)]),
  ];
  return (
    <Paper withBorder p="md" data-testid="price">
      <Stack gap="sm">
        <Title order={2} size="h4">{own ? t("price.own") : t("price.title")}</Title>
        {own
          ? <Large amount={money(own[0])} note={own[1] + per} />
          : price.direct?.gross
            ? <Large amount={money(price.direct.gross)} note={`${t("price.gross")}, ${t("price.shipping")}${per}`} />
            : <Text>{t(channel === "DEALERS_ONLY" ? "price.dealers" : "price.none")}</Text>}
        {!own && price.direct && channel !== "DIRECT" && <OwnPriceNotShown />}
        {rows.filter(([, value]) => value).map(([name, value]) => (
          <Group key={name} justify="space-between" wrap="nowrap" align="flex-start" className="figures">
            <Text size="sm" className="capital">{name}</Text><Text size="sm" className="nowrap">{value}</Text>
          </Group>
        ))}
        {price.tiers && price.tiers.length > 1 && (
          <section>
            <Text fw={600} size="sm">{t("price.tiers")}</Text>
            {price.tiers.map((tier) => {
              const amount = tier.net ?? tier.gross;
              return amount && (
                <Group key={tier.fromQuantity} justify="space-between" className="figures">
                  <Text size="sm">{t("price.from", { quantity: count(tier.fromQuantity) })}</Text><Text size="sm">{money(amount)}</Text>
                </Group>
              );
            })}
          </section>
        )}
        {price.steps && price.steps.length > 0 && (
          <details>
            <summary>{t("price.steps")}</summary>
            {price.steps.map((step) => (
              <Group key={step.text} justify="space-between" className="figures">
                <Text size="sm">{step.text}</Text>{step.amount && <Text size="sm">{money(step.amount)}</Text>}
              </Group>
            ))}
          </details>
        )}
      </Stack>
    </Paper>
  );
}

function Large({ amount, note }: { amount: string; note: string }) {
  return <div><Text span className="figures" fz={28} fw={700}>{amount}</Text> <Text span size="sm" c="dimmed">{note}</Text></div>;
}

/** For people of a customer whose functions show no prices: there is one, and it is not the one above. */
function OwnPriceNotShown() {
  const { t } = useTranslation();
  const { seesOrders } = useRights();
  return seesOrders && <Text size="sm" c="dimmed" data-testid="no-prices">{t("price.hidden")}</Text>;
}
