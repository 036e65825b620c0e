import { Alert, Anchor, Button, Group, List, Loader, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Attempt } from "./attempt";
import { StillInProgress, type Placing } from "./placing";

interface Props {
  placing: Placing;
  open: Attempt | null;
  again: (attempt: Attempt) => void;
  /** The old and new prices stand below, so that they need no word here. */
  pricesShown: boolean;
}

/** How far placing has come: running, not answered, or refused and why. A placed order has a page of its own. */
export function Outcome({ placing, open, again, pricesShown }: Props) {
  const errors = placing.data?.userErrors.filter((error) => !(pricesShown && error.code === "PRICES_CHANGED")) ?? [];
  return (
    <div id="outcome" className="told" tabIndex={-1}>
      <div role="status">{placing.isPending && <Running />}</div>
      {placing.isError && (open ? <Unanswered late={placing.error instanceof StillInProgress} ask={() => again(open)} /> : <Refused reasons={[placing.error.message]} placing={placing} />)}
      {errors.length > 0 && <Refused reasons={errors.map((error) => error.message)} placing={placing} />}
    </div>
  );
}

function Running() {
  const { t } = useTranslation();
  return <Alert color="works"><Group gap="sm"><Loader size="xs" /><Text size="sm">{t("checkout.working")}</Text></Group></Alert>;
}

/** Whether it has arrived is not known: the one thing to do is to ask again under the same key. */
function Unanswered({ late, ask }: { late: boolean; ask: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="orange" role="alert" title={t("checkout.unknownTitle")}>
      <Text size="sm" mb="xs">{late ? t("checkout.workingLong") : t("checkout.unknownText")}</Text>
      <Button size="sm" onClick={ask}>{t("checkout.ask")}</Button>
    </Alert>
  );
}

/** Codes whose way out is in the cart. */
const IN_THE_CART = ["NOT_ENOUGH_STOCK", "LINE_NOT_ORDERABLE", "CART_CHANGED", "CART_EMPTY", "NOT_ORDERABLE", "QUANTITY_NOT_VALID"];

function Refused({ reasons, placing }: { reasons: string[]; placing: Placing }) {
  const { t } = useTranslation();
  const codes = placing.data?.userErrors.map((error) => error.code) ?? [];
  return (
    <Alert color="red" role="alert" title={t(placing.variables?.kind === "RequestOrder" ? "checkout.refusedRequest" : "checkout.refused")}>
      <List size="sm" mb="xs">{reasons.map((reason) => <List.Item key={reason}>{reason}</List.Item>)}</List>
      {codes.some((code) => IN_THE_CART.includes(code)) && <Anchor component={Link} to="/cart" size="sm">{t("checkout.toLine")}</Anchor>}
      {codes.includes("CART_ORDERED") && <Anchor component={Link} to="/orders" size="sm">{t("checkout.toOrders")}</Anchor>}
    </Alert>
  );
}
