import { Alert, Anchor, Button, Center, Loader } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { Cart } from "../graphql/operations";
import { useRights } from "../session/rights";
import { useViewer } from "../session/session";
import { Failure } from "../shell/Failure";
import type { Attempt } from "./attempt";
import { useCart } from "./cart";
import { CheckoutForm, type Details } from "./CheckoutForm";
import { focusOn } from "./focus";
import { ForBuyers } from "./ForBuyers";
import { useOwner } from "./kept";
import { newKey } from "./keys";
import { Outcome } from "./Outcome";
import { usePlacing } from "./placing";
import { PriceChange } from "./PriceChange";
import { EMPTY, useAddresses, type ShipTo } from "./shipTo";
import { useWishes } from "./wishes";
import "./ordering.css";

export function CheckoutPage() {
  const { t } = useTranslation();
  const { orders } = useRights();
  const owner = useOwner();
  return (
    <ForBuyers title={t(orders ? "checkout.title" : "checkout.requestTitle")} back={{ to: "/cart", text: t("checkout.back") }}>
      {owner && <Checkout key={owner} owner={owner} />}
    </ForBuyers>
  );
}

function Checkout({ owner }: { owner: string }) {
  const { t } = useTranslation();
  const { orders } = useRights();
  const country = useViewer().data?.company?.country ?? "";
  const navigate = useNavigate();
  const addresses = useAddresses(owner);
  const { wishes, change, done } = useWishes(owner);
  const shipTo = wishes.shipTo ?? addresses.data?.[0] ?? { ...EMPTY, country };
  const abroad = (place: ShipTo) => (place.country === country ? undefined : place.country || undefined);
  const cart = useCart(abroad(shipTo));
  const { placing, open } = usePlacing(owner, abroad);
  const [seen, setSeen] = useState<{ country: string; cart: Cart } | null>(null);
  // Another country has prices of its own: what they are is shown, and nothing has changed behind anybody's back.
  if (cart.data && !cart.isPlaceholderData && seen?.country !== shipTo.country) setSeen({ country: shipTo.country, cart: cart.data });

  const send = (attempt: Attempt) =>
    placing.mutate(attempt, {
      onSuccess: ({ order }) => {
        if (!order) return focusOn("outcome");
        done();
        void navigate(`/order-placed/${order.number}`, { replace: true });
      },
      onError: () => focusOn("outcome"),
    });

  // What a reload of the page has cut off is asked for again, under its key.
  useEffect(() => {
    if (open) send(open);
  }, []);

  function submit(details: Details) {
    const now = cart.data;
    if (!now) return;
    setSeen({ country: shipTo.country, cart: now });
    const input = { key: newKey(), cartId: now.id, cartVersion: now.version, ...details };
    if (!orders) send({ kind: "RequestOrder", input });
    else if (now.priceMark !== null) send({ kind: "PlaceOrder", input: { ...input, priceMark: now.priceMark } });
  }

  if (cart.isError) return <Failure error={cart.error} again={() => void cart.refetch()} />;
  const changed = Boolean(seen && cart.data && !cart.isPlaceholderData && seen.cart.priceMark !== cart.data.priceMark);
  const outcome = <Outcome placing={placing} open={open} again={send} pricesShown={changed} />;
  if (cart.isPending || addresses.isPending) return <>{outcome}<Center py="xl"><Loader /></Center></>;
  if (!cart.data || cart.data.lines.length === 0) {
    return <>{outcome}{!open && !placing.isSuccess && <Alert>{t("cart.empty")} <Anchor component={Link} to="/quick-order">{t("cart.emptyWay")}</Anchor></Alert>}</>;
  }
  return (
    <>
      {outcome}
      {seen && changed && <PriceChange before={seen.cart} after={cart.data} />}
      {!cart.data.orderable && <Alert color="orange" role="alert">{t("checkout.notOrderable")} <Anchor component={Link} to="/cart">{t("checkout.toCart")}</Anchor></Alert>}
      {orders && cart.data.priceMark === null && (
        <Alert color="orange" role="alert">{t("checkout.notPriced")} <Button size="xs" variant="default" onClick={() => void cart.refetch()}>{t("checkout.reload")}</Button></Alert>
      )}
      <CheckoutForm cart={cart.data} shipTo={shipTo} addresses={addresses.data ?? []} addressesStopped={addresses.isError} country={country} wishes={wishes} wish={change} errors={placing.data?.userErrors ?? []} changed={changed}
        sending={placing.isPending} pricing={cart.isPlaceholderData} unanswered={open !== null} submit={submit} />
    </>
  );
}
