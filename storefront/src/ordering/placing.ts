import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Operations } from "../graphql/operations";
import { GatewayError, run } from "../graphql/run";
import { forget, keep, unanswered, type Attempt } from "./attempt";
import { useShowCart } from "./cart";
import type { ShipTo } from "./shipTo";

type Answer = Operations["PlaceOrder"]["answer"]["placeOrder"];

const PAUSE = 2_000;
const REPEATS = 30;

/** The first attempt under this key has not come to an end in the time one waits for it. */
export class StillInProgress extends Error {}

/**
 * Places or requests an order exactly once: an attempt keeps its key through repeats, failures and reloads.
 * `open` is the attempt that was sent and not answered; until it is, nothing else may be sent. `abroad` gives the country
 * for which an address has a cart priced, undefined for the company's own.
 */
export function usePlacing(owner: string, abroad: (shipTo: ShipTo) => string | undefined) {
  const queries = useQueryClient();
  const show = useShowCart();
  const [open, setOpen] = useState(() => unanswered(owner));
  const placing = useMutation({
    mutationFn: async (attempt: Attempt) => {
      keep(owner, attempt);
      setOpen(attempt);
      const answer = await answered(attempt).catch((error: unknown) => {
        if (error instanceof GatewayError && error.nothingRan) settle();
        throw error;
      });
      settle();
      await show(answer.order ? null : answer.cart, abroad(attempt.input.shipTo));
      if (answer.order) void queries.invalidateQueries({ queryKey: ["MyOrders"] });
      return answer;
    },
  });
  function settle() {
    forget(owner);
    setOpen(null);
  }
  return { placing, open };
}

export type Placing = ReturnType<typeof usePlacing>["placing"];

async function answered(attempt: Attempt): Promise<Answer> {
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    const answer = attempt.kind === "PlaceOrder" ? (await run("PlaceOrder", { input: attempt.input })).placeOrder : (await run("RequestOrder", { input: attempt.input })).requestOrder;
    if (!answer.userErrors.some((error) => error.code === "IN_PROGRESS")) return answer;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  throw new StillInProgress();
}
