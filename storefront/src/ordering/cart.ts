import { keepPreviousData, useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Cart, Operations } from "../graphql/operations";
import { run } from "../graphql/run";
import { useRights } from "../session/rights";
import { newKey } from "./keys";

export type NewLine = Operations["AddToCart"]["variables"]["input"]["lines"][number];
export type LineChange = { position: number; quantity: number } | { position: number; lineText: string } | { remove: number[] | null };

/** Changes of the cart run one after the other: each names the version the one before has left. */
const ONE_AT_A_TIME = { id: "cart" };

/** One entry for each country a cart is priced for; undefined: that of the company. */
const keyOf = (language: string, deliverTo?: string) => ["Cart", language, deliverTo ?? null];

/** The cart changed last, with the prices and dates of this moment, delivered to a country; null when there is none. */
export function useCart(deliverTo?: string) {
  const { i18n } = useTranslation();
  const { fillsCart } = useRights();
  return useQuery({
    queryKey: keyOf(i18n.language, deliverTo),
    queryFn: ({ signal }) => run("Cart", deliverTo ? { deliverTo } : {}, signal),
    select: (answer) => answer.cart,
    enabled: fillsCart,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** Shows the cart an answer carried, as it is priced there; without one it is asked for again. */
export function useShowCart() {
  const queries = useQueryClient();
  const { i18n } = useTranslation();
  return async (cart: Cart | null, deliverTo?: string) => {
    await queries.cancelQueries({ queryKey: ["Cart"] });
    if (cart === null) return queries.invalidateQueries({ queryKey: ["Cart"] });
    queries.setQueryData(keyOf(i18n.language, deliverTo), (before?: Operations["Cart"]["answer"]) => ({ carts: before?.carts ?? null, cart }));
  };
}

/** Puts lines into the cart, all or none. The key stays the same until the same lines have been answered for. */
export function useAddToCart() {
  const show = useShowCart();
  const unanswered = useRef<{ body: string; key: string } | null>(null);
  return useMutation({
    scope: ONE_AT_A_TIME,
    mutationFn: async (lines: NewLine[]) => {
      const body = JSON.stringify(lines);
      if (unanswered.current?.body !== body) unanswered.current = { body, key: newKey() };
      const { addToCart } = await run("AddToCart", { input: { key: unanswered.current.key, lines } });
      if (!addToCart.userErrors.some((error) => error.code === "IN_PROGRESS")) unanswered.current = null;
      if (addToCart.userErrors.length === 0) await show(addToCart.cart);
      return addToCart.userErrors;
    },
  });
}

/** Changes or removes lines of the cart on the page; answers the user errors and shows the cart as the server has it. */
export function useChangeCart() {
  const queries = useQueryClient();
  const show = useShowCart();
  const { i18n } = useTranslation();
  return useMutation({
    scope: ONE_AT_A_TIME,
    mutationFn: async (change: LineChange) => {
      const cart = shownCart(queries, i18n.language);
      const { cart: after, userErrors } = await send({ cartId: cart.id, version: cart.version }, change);
      await show(after);
      return userErrors;
    },
  });
}

function shownCart(queries: QueryClient, language: string): Cart {
  const cart = queries.getQueryData<Operations["Cart"]["answer"]>(keyOf(language))?.cart;
  if (!cart) throw new Error("There is no cart to change.");
  return cart;
}

async function send(at: { cartId: string; version: number }, change: LineChange) {
  if ("remove" in change) return (await run("RemoveFromCart", { input: { ...at, positions: change.remove } })).removeFromCart;
  return (await run("ChangeCartLine", { input: { ...at, ...change } })).changeCartLine;
}
