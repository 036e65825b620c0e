import { Alert, Group, Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Availability } from "../graphql/operations";
import { useFormats } from "./formats";
import { Light } from "./Light";

/** What of the availability this viewer may know, said again to whoever listens when it changes. */
export function AvailabilityPanel({ availability, live }: { availability: Availability; live: ReactNode }) {
  const { t } = useTranslation();
  const { day, count } = useFormats();
  const { promise, quantity, warehouses, expectedReceipts, contingents } = availability;
  return (
    <Paper withBorder p="md" data-testid="availability">
      <Stack gap="sm">
        <Group justify="space-between" gap="xs"><Title order={2} size="h4">{t("stock.title")}</Title>{live}</Group>
        <Stack gap="sm" role="status">
          {availability.light && <Light state={availability.light} />}
          {promise && <Text size="sm">{promise.date ? t(availability.light === "GREEN" ? "stock.leaves" : "stock.promise", { day: day(promise.date) }) : t("stock.enquiry")}</Text>}
          {quantity !== null && <Row name={t("stock.quantity")} value={count(quantity)} />}
        </Stack>
        {warehouses && warehouses.length > 0 && (
          <section>
            <Text fw={600} size="sm">{t("stock.warehouses")}</Text>
            {warehouses.map((at) => <Row key={at.warehouse.code} name={at.warehouse.name} value={count(at.quantity ?? 0)} />)}
          </section>
        )}
        {expectedReceipts && expectedReceipts.length > 0 && (
          <section>
            <Text fw={600} size="sm">{t("stock.receipts")}</Text>
            {expectedReceipts.map((receipt) => <Row key={`${receipt.date}${receipt.warehouse.code}`} name={day(receipt.date)} value={count(receipt.quantity)} />)}
          </section>
        )}
        {contingents && contingents.length > 0 && (
          <section>
            <Text fw={600} size="sm">{t("stock.contingents")}</Text>
            {contingents.map((own) => (
              <Row key={`${own.until}${own.quantity}`} name={own.until ? t("stock.until", { day: day(own.until) }) : ""} value={count(own.quantity - own.reserved)} />
            ))}
          </section>
        )}
        {availability.stale && <Alert color="orange" p="xs">{t("stock.stale")}</Alert>}
      </Stack>
    </Paper>
  );
}

function Row({ name, value }: { name: string; value: string }) {
  return <Group justify="space-between" className="figures"><Text size="sm">{name}</Text><Text size="sm" fw={600}>{value}</Text></Group>;
}
