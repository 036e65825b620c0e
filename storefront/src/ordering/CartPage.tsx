import { Alert, Anchor, Button, Center, Group, Loader, Paper, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { useFormats } from "../catalogue/formats";
import type { Cart, CartLine, OrderError } from "../graphql/operations";
import { useRights } from "../session/rights";
import { Failure } from "../shell/Failure";
import { useCart, useChangeCart } from "./cart";
import { CartLines } from "./CartLines";
import { ForBuyers } from "./ForBuyers";
import { focusOn } from "./focus";
import { Quiet } from "./Quiet";
import { Removed } from "./Removed";
import { Totals } from "./Totals";
import "./ordering.css";

export function CartPage() {
  const { t } = useTranslation();
  const cart = useCart();
  const change = useChangeCart();
  const [removed, setRemoved] = useState<CartLine[]>([]);
  const [refusals, setRefusals] = useState<OrderError[]>([]);

  const remove = (lines: CartLine[], positions: number[] | null) =>
    change.mutate({ remove: positions }, {
      onSuccess: (errors) => {
        setRefusals(errors);
        setRemoved(errors.length === 0 ? lines : []);
        focusOn("page-title");
      },
    });

  const lines = cart.data?.lines ?? [];
  return (
    <ForBuyers title={t("cart.title")}>
      <div role="alert">
        {refusals.map((error) => <Alert key={error.code} color="orange">{concerning(error, t)}</Alert>)}
        {change.isError && <Failure error={change.error} again={() => change.mutate(change.variables)} />}
      </div>
      <Removed lines={removed} forget={() => setRemoved([])} />
      {cart.isError && <Failure error={cart.error} again={() => void cart.refetch()} />}
      {cart.isPending && !cart.isError && <Center py="xl"><Loader /></Center>}
      {cart.isSuccess && lines.length === 0 && <Empty />}
      {cart.data && lines.length > 0 && (
        <div className="with-summary">
          <Stack>
            <Problems cart={cart.data} />
            <CartLines cart={cart.data} refused={setRefusals} remove={(line) => remove([line], [line.position])} />
            <Group justify="space-between">
              <Anchor component={Link} to="/quick-order" size="sm">{t("cart.more")}</Anchor>
              <Quiet onClick={() => remove(lines, null)}>{t("cart.clear")}</Quiet>
            </Group>
          </Stack>
          <Summary cart={cart.data} />
        </div>
      )}
    </ForBuyers>
  );
}

/** What happened to the cart as a whole is said in the shop's own words; all else as the server says it. */
function concerning(error: OrderError, t: ReturnType<typeof useTranslation>["t"]): string {
  const { code } = error;
  return code === "CART_CHANGED" || code === "CART_ORDERED" || code === "CART_NOT_FOUND" ? t(`cart.${code}`) : error.message;
}

function Empty() {
  const { t } = useTranslation();
  return (
    <Stack align="flex-start" py="xl">
      <Text>{t("cart.empty")}</Text>
      <Group>
        <Button component={Link} to="/quick-order">{t("cart.emptyWay")}</Button>
        <Button component={Link} to="/" variant="default">{t("cart.emptyBrowse")}</Button>
      </Group>
    </Stack>
  );
}

/** How many lines stand in the way or cost something else than before, told once above all lines. */
function Problems({ cart }: { cart: Cart }) {
  const { t } = useTranslation();
  const bad = cart.lines.filter((line) => line.problem);
  const changed = cart.lines.filter((line) => line.priceBefore);
  return (
    <>
      {bad[0] && (
        <Alert color="orange" role="alert">
          <Group justify="space-between">
            <Text size="sm">{t("cart.problems", { count: bad.length })}</Text>
            <Button size="xs" variant="default" onClick={() => focusOn(`line-${bad[0]?.position}`)}>{t("cart.show")}</Button>
          </Group>
        </Alert>
      )}
      {changed.length > 0 && <Alert color="yellow" role="status">{t("cart.changed", { count: changed.length })}</Alert>}
    </>
  );
}

function Summary({ cart }: { cart: Cart }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const { orders } = useRights();
  const navigate = useNavigate();
  const bad = cart.lines.find((line) => line.problem);
  return (
    <Paper withBorder p="md" className="summary" component="section" aria-label={t("cart.summary")}>
      <Stack>
        <Text size="sm" c="dimmed">{t("cart.lines", { count: cart.lines.length })}</Text>
        <Totals of={cart} />
        <VisuallyHidden role="status">{cart.grossTotal && t("cart.total", { amount: money(cart.grossTotal) })}</VisuallyHidden>
        <div className="way-on">
          {cart.grossTotal && <div className="way-on-total"><Text size="sm">{t("sums.grossWithTax")}</Text><Text fw={700} className="figures">{money(cart.grossTotal)}</Text></div>}
          <Button fullWidth size="md" onClick={() => (bad ? focusOn(`line-${bad.position}`) : void navigate("/checkout"))}>{t(orders ? "cart.checkout" : "cart.toRequest")}</Button>
        </div>
      </Stack>
    </Paper>
  );
}
