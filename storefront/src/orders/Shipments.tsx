import { Anchor, Group, List, Paper, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../catalogue/formats";
import type { Order } from "../graphql/operations";
import { Quantity } from "../ordering/Figures";

/** The deliveries in the order they left, each with what is in it and the way to its carrier. */
export function Shipments({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const lines = new Map(order.lines.map((line) => [line.position, line]));
  return (
    <Stack component="section" aria-labelledby="shipments">
      <Title order={2} size="h4" id="shipments">{t("orders.shipments")}</Title>
      {order.shipments.map((shipment) => (
        <Paper withBorder p="md" key={shipment.number} data-testid="shipment">
          <Group justify="space-between" mb="xs">
            <Text size="sm"><Text span fw={600}>{shipment.carrier}</Text> · {moment(shipment.shippedAt)} · {t("orders.note", { number: shipment.number })}</Text>
            {shipment.trackingUrl && <Anchor href={shipment.trackingUrl} target="_blank" rel="noreferrer" size="sm">{t("orders.track")}</Anchor>}
          </Group>
          <List size="sm">
            {shipment.lines.map(({ position, quantity }) => {
              const product = lines.get(position)?.product ?? null;
              return <List.Item key={position}><Quantity of={quantity} product={product} /> {product?.name ?? t("orders.position", { position })}</List.Item>;
            })}
          </List>
        </Paper>
      ))}
    </Stack>
  );
}
