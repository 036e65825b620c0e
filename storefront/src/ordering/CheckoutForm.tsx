import { Alert, Button, Checkbox, Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../catalogue/formats";
import type { Cart, OrderError } from "../graphql/operations";
import { useRights } from "../session/rights";
import { ownLine } from "./amounts";
import { Delivery } from "./Delivery";
import { Quantity } from "./Figures";
import type { ShipTo } from "./shipTo";
import { ShipToFields } from "./ShipToFields";
import { Totals } from "./Totals";
import type { Wishes } from "./wishes";

/** What the buyer decides beside the cart itself. */
export interface Details {
  buyerReference: string | null;
  requestedDate: string | null;
  backOrders: boolean;
  shipTo: ShipTo;
}

interface Props {
  cart: Cart;
  shipTo: ShipTo;
  addresses: ShipTo[];
  addressesStopped: boolean;
  /** Of the company, for an address that is typed. */
  country: string;
  wishes: Wishes;
  wish: (change: Partial<Wishes>) => void;
  errors: OrderError[];
  /** Whether the prices are others than those agreed to before. */
  changed: boolean;
  sending: boolean;
  /** The prices of the delivery that was chosen are not there yet. */
  pricing: boolean;
  /** Something was sent whose answer is not known: nothing else may be sent before. */
  unanswered: boolean;
  submit: (details: Details) => void;
}

const LONGEST_REFERENCE = 60;

export function CheckoutForm({ cart, shipTo, addresses, addressesStopped, country, wishes, wish, errors, changed, sending, pricing, unanswered, submit }: Props) {
  const { t } = useTranslation();
  const { orders, isPrivate } = useRights();
  const { reference, date, backOrders } = wishes;
  const told = (field: string) => errors.find((error) => error.path.includes(field))?.message;

  function send(event: FormEvent) {
    event.preventDefault();
    submit({ buyerReference: reference.trim() || null, requestedDate: date || null, backOrders, shipTo });
  }

  const button = !orders ? "checkout.request" : isPrivate ? "checkout.orderPrivate" : changed ? "checkout.orderNew" : "checkout.order";
  return (
    <form onSubmit={send} className="with-summary">
      <fieldset disabled={sending || unanswered} className="plain">
        <Stack>
          <Paper withBorder p="md" component="section">
            <Title order={2} size="h4" mb="sm">{t("checkout.shipTo")}</Title>
            {addressesStopped && <Alert color="orange" p="xs" mb="sm">{t("checkout.addressesStopped")}</Alert>}
            <ShipToFields addresses={addresses} value={shipTo} change={(shipTo) => wish({ shipTo })} errors={errors} country={country} />
          </Paper>
          <Paper withBorder p="md" component="section">
            <Title order={2} size="h4" mb="sm">{t("checkout.details")}</Title>
            <Stack gap="sm">
              <TextInput label={`${t("checkout.reference")} (${t("checkout.optional")})`} description={t("checkout.referenceHint")} maw={420} maxLength={LONGEST_REFERENCE} value={reference}
                error={told("buyerReference")} onChange={(event) => wish({ reference: event.currentTarget.value })} />
              <TextInput type="date" label={`${t("checkout.date")} (${t("checkout.optional")})`} description={t("checkout.dateHint")} maw={220} value={date} error={told("requestedDate")}
                onChange={(event) => wish({ date: event.currentTarget.value })} />
              <Checkbox label={t("checkout.backOrders")} description={t("checkout.backOrdersHint")} checked={backOrders} onChange={(event) => wish({ backOrders: event.currentTarget.checked })} />
            </Stack>
          </Paper>
        </Stack>
      </fieldset>
      <Paper withBorder p="md" className="summary" component="section" aria-label={t("checkout.summary")}>
        <Stack>
          <Title order={2} size="h4">{t("checkout.summary")}</Title>
          <Lines cart={cart} />
          <div aria-live="polite"><Totals of={cart} /></div>
          {!orders && <Text size="sm" c="dimmed">{t("checkout.requestHint")}</Text>}
          {isPrivate && <Text size="xs" c="dimmed">{t("checkout.withdrawal")}</Text>}
          <Button type="submit" size="md" fullWidth h="auto" mih={42} py="xs" loading={sending} disabled={unanswered || pricing || !cart.orderable || (orders && cart.priceMark === null)} styles={{ label: { whiteSpace: "normal" } }}>{t(button)}</Button>
        </Stack>
      </Paper>
    </form>
  );
}

function Lines({ cart }: { cart: Cart }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  return (
    <Stack gap="xs" component="ul" className="plain" mah={360} style={{ overflowY: "auto" }}>
      {cart.lines.map((line) => {
        const amount = ownLine(line);
        return (
          <li key={line.position}>
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <div>
                <Text size="sm" fw={600}>{line.product?.name ?? t("cart.unknown")}</Text>
                <Text size="xs" c="dimmed"><Quantity of={line.quantity} product={line.product} /></Text>
                {line.problem ? <Text size="xs" c="orange.9">{line.problem.message}</Text> : <Delivery of={line} />}
              </div>
              {amount && <Text size="sm" className="figures" style={{ whiteSpace: "nowrap" }}>{money(amount)}</Text>}
            </Group>
          </li>
        );
      })}
    </Stack>
  );
}
