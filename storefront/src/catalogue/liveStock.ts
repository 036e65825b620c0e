import { useThrottledCallback } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLive, type Standing } from "../graphql/live";
import type { Operations } from "../graphql/operations";
import { run } from "../graphql/run";
import { useViewer } from "../session/session";

const AT_MOST_EVERY = 1_000;

type Page = Operations["ProductPage"]["answer"];

/** Under which key the page of an article in a quantity is kept. */
export const pageKey = (language: string, sku: string, quantity: number) => ["ProductPage", language, sku, quantity];

/**
 * Keeps the availability of a product page true: whenever the article's stock changes, what this viewer may know of the
 * chosen quantity is asked anew. Where that fails the page is `behind` until the next change or connection.
 */
export function useLiveStock(sku: string, quantity: number, followed: boolean): Standing | "behind" {
  const { i18n } = useTranslation();
  const queries = useQueryClient();
  const viewer = useViewer();
  const { mutate, isError } = useMutation({
    scope: { id: "ProductAvailability" },
    retry: 1,
    mutationFn: (asked: { sku: string; quantity: number }) => run("ProductAvailability", asked),
    onSuccess: ({ product }, asked) =>
      queries.setQueryData<Page>(pageKey(i18n.language, asked.sku, asked.quantity), (page) =>
        page?.product ? { product: { ...page.product, availability: product?.availability ?? null } } : page,
      ),
  });
  const ask = useThrottledCallback(() => mutate({ sku, quantity }), AT_MOST_EVERY);
  const who = viewer.isSuccess && followed ? (viewer.data.me?.id ?? "visitor") : null;
  const standing = useLive("StockChanges", who, { skus: [sku] }, ask);
  return standing === "live" && isError ? "behind" : standing;
}
