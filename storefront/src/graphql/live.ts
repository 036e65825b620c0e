import { createClient } from "graphql-ws";
import { useEffect, useEffectEvent, useState } from "react";
import { documentId, type Subscriptions } from "./operations";

/** How a live page stands: not connected yet, told of every change, cut off and trying again, or refused for good. */
export type Standing = "connecting" | "live" | "reconnecting" | "refused";

const PING = 15_000;
const PONG_WITHIN = 5_000;
const LONGEST_PAUSE = 30_000;

/** Asking again would be refused again. */
const FINAL = ["GRAPHQL_VALIDATION_FAILED", "PERSISTED_DOCUMENT_NOT_FOUND", "INVALID_JWT"];

interface Follower<Answer> {
  told: (answer: Answer) => void;
  stands: (standing: Standing) => void;
}

/**
 * Follows a stored subscription over graphql-transport-ws until the function it answers is called. A connection that breaks,
 * or stays silent after a ping, is made anew after a pause that grows; so is a stream that the gateway ends.
 */
function follow<Name extends keyof Subscriptions>(name: Name, variables: Subscriptions[Name]["variables"], { told, stands }: Follower<Subscriptions[Name]["answer"]>): () => void {
  let silence: ReturnType<typeof setTimeout> | undefined;
  let next: ReturnType<typeof setTimeout> | undefined;
  let ends = 0;
  let over = false;
  const client = createClient({
    url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`,
    keepAlive: PING,
    retryAttempts: Infinity,
    retryWait: (attempts) => new Promise((resolve) => setTimeout(resolve, pause(attempts))),
    // A browser tells a failed connection as an event. An error of our own would come again at once and for ever.
    shouldRetry: (reason) => !(reason instanceof Error),
    on: {
      connected: () => !over && stands("live"),
      closed: () => {
        clearTimeout(silence);
        if (!over) stands("reconnecting");
      },
      ping: (received) => {
        if (!received) silence = setTimeout(() => client.terminate(), PONG_WITHIN);
      },
      pong: () => clearTimeout(silence),
    },
  });

  function begin() {
    client.subscribe<Subscriptions[Name]["answer"]>(payload(name, variables), {
      next: ({ data }) => {
        ends = 0;
        if (data && !over) told(data);
      },
      error: (reason) => (codes(reason).some((code) => FINAL.includes(code)) ? refuse() : again()),
      complete: again,
    });
  }

  function refuse() {
    over = true;
    stands("refused");
  }

  function again() {
    if (over) return;
    stands("reconnecting");
    next = setTimeout(begin, pause(ends));
    ends += 1;
  }

  begin();
  return () => {
    over = true;
    clearTimeout(next);
    clearTimeout(silence);
    void client.dispose();
  };
}

/** A stored document goes by its id; the client insists on a text beside it. */
function payload(name: keyof Subscriptions, variables: Record<string, unknown>) {
  return { query: "", documentId: documentId(name), operationName: name, variables };
}

function pause(attempts: number): number {
  return Math.min(LONGEST_PAUSE, 500 * 2 ** attempts) * (0.75 + Math.random() / 2);
}

function codes(reason: unknown): string[] {
  return Array.isArray(reason) ? reason.map((error) => error.extensions?.code) : [];
}

/** Follows a subscription while the component stands, for the viewer named by `of`; null follows nothing. */
export function useLive<Name extends keyof Subscriptions>(
  name: Name,
  of: string | null,
  variables: Subscriptions[Name]["variables"],
  told: (answer: Subscriptions[Name]["answer"]) => void,
): Standing {
  const [standing, stands] = useState<Standing>("connecting");
  const hear = useEffectEvent(told);
  const asked = JSON.stringify(variables);
  useEffect(() => {
    stands("connecting");
    return of === null ? undefined : follow(name, JSON.parse(asked), { told: (answer) => hear(answer), stands });
  }, [name, of, asked]);
  return standing;
}
