import { useThrottledCallback } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { useLive, type Standing } from "../graphql/live";
import { useRights } from "../session/rights";
import { useViewer } from "../session/session";

const AT_MOST_EVERY = 1_000;

/** Keeps what is shown of orders true: it is asked for anew with every change of an order and with every new connection. */
export function useOrderChanges(): Standing {
  const queries = useQueryClient();
  const viewer = useViewer();
  const { seesOrders } = useRights();
  const askAnew = useThrottledCallback(() => {
    void queries.invalidateQueries({ queryKey: ["MyOrders"] });
    void queries.invalidateQueries({ queryKey: ["OrderPage"] });
  }, AT_MOST_EVERY);
  const standing = useLive("OrderChanges", seesOrders ? (viewer.data?.me?.id ?? null) : null, {}, askAnew);
  const connected = useEffectEvent(askAnew);
  useEffect(() => {
    if (standing === "live") connected();
  }, [standing]);
  return standing;
}
