// urql: queries by fetch, subscriptions over a socket or by fetch too.
import { Client, fetchExchange, subscriptionExchange } from "@urql/core";
import { createClient } from "graphql-ws";
import { onEnd, pipe, subscribe } from "wonka";
import { answerOf, authorization, drive, socketOptions, tell, wanted } from "./driving.mjs";

const sockets = createClient(socketOptions);
const overSockets = subscriptionExchange({
  forwardSubscription: ({ query, variables }) => ({
    subscribe: (sink) => ({ unsubscribe: sockets.subscribe({ query, variables }, sink) }),
  }),
});
const byFetch = wanted.over === "fetch";
const client = new Client({
  url: wanted.address,
  exchanges: byFetch ? [fetchExchange] : [fetchExchange, overSockets],
  fetchSubscriptions: byFetch,
  fetchOptions: { headers: authorization },
  preferGetMethod: false,
});

const urql = {
  ask: async (query, variables) => {
    const way = /^\s*mutation/.test(query) ? client.mutation(query, variables) : client.query(query, variables);
    return resultOf(await way.toPromise());
  },
  subscribe: (query, variables, sink) => {
    const listening = pipe(
      client.subscription(query, variables),
      onEnd(sink.complete),
      subscribe((result) => {
        // At the end the last event is told once more, with the word that none follows.
        if (result.error?.networkError) sink.error(result.error);
        else if (result.hasNext || result.error) sink.next(resultOf(result));
      }),
    );
    return listening.unsubscribe;
  },
};

await drive(urql, { defer });

// Every state of a query whose answer comes in parts.
function defer() {
  return new Promise((done) => {
    pipe(
      client.query(wanted.query, wanted.variables),
      subscribe((result) => {
        tell({ ...answerOf(resultOf(result)), whole: !result.hasNext });
        if (!result.hasNext) done();
      }),
    );
  });
}

function resultOf({ data, error }) {
  return { data, errors: error?.graphQLErrors ?? (error ? [error] : []) };
}
