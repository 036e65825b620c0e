// @apollo/client: queries over HTTP, subscriptions over a socket or as multipart answers.
import { createHash } from "node:crypto";
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache, NetworkStatus, gql } from "@apollo/client";
import { Defer20220824Handler, GraphQL17Alpha9Handler } from "@apollo/client/incremental";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { RetryLink } from "@apollo/client/link/retry";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { createClient } from "graphql-ws";
import { RETRIES, answerOf, authorization, drive, socketOptions, tell, wanted } from "./driving.mjs";

const byMultipart = wanted.over === "multipart";
const http = new HttpLink({ uri: wanted.address, headers: authorization, fetch: noted });
const again = new RetryLink({ delay: () => 20, attempts: { max: RETRIES } });
const sockets = new GraphQLWsLink(createClient(socketOptions));
const persisted = new PersistedQueryLink({ sha256: (text) => createHash("sha256").update(text).digest("hex") });
const client = new ApolloClient({
  cache: new InMemoryCache(),
  link: ApolloLink.split(
    ({ operationType }) => operationType === "subscription",
    byMultipart ? again.concat(http) : sockets,
    wanted.todo === "persist" ? persisted.concat(http) : http,
  ),
  defaultOptions: { query: { fetchPolicy: "no-cache", errorPolicy: "all" }, mutate: { errorPolicy: "all" } },
  incrementalHandler: wanted.over === "2022" ? new Defer20220824Handler() : new GraphQL17Alpha9Handler(),
});

await drive(
  {
    ask: async (query, variables) => {
      const document = gql(query);
      const way = /^\s*mutation/.test(query)
        ? client.mutate({ mutation: document, variables })
        : client.query({ query: document, variables });
      return resultOf(await way);
    },
    subscribe: (query, variables, { next, error, complete }) => {
      const listening = client
        .subscribe({ query: gql(query), variables, errorPolicy: "all" })
        .subscribe({ next: (result) => next(resultOf(result)), error, complete });
      return () => listening.unsubscribe();
    },
  },
  { persist, defer },
);

// The same query twice: what was sent each time, and what came of it.
async function persist({ ask }) {
  for (const _ of [1, 2]) tell(answerOf(await ask(wanted.query, wanted.variables)));
}

// Every state of a query whose answer comes in parts.
function defer() {
  return new Promise((done) => {
    client
      .watchQuery({ query: gql(wanted.query), variables: wanted.variables, fetchPolicy: "no-cache", errorPolicy: "all" })
      .subscribe((result) => {
        if (result.dataState === "empty" && !result.error) return;
        const whole = result.networkStatus === NetworkStatus.ready || result.networkStatus === NetworkStatus.error;
        tell({ ...answerOf(resultOf(result)), whole });
        if (whole) done();
      });
  });
}

function resultOf({ data, error }) {
  return { data, errors: error === undefined ? [] : CombinedGraphQLErrors.is(error) ? error.errors : [error] };
}

async function noted(address, options) {
  if (wanted.todo === "persist") {
    const { query, extensions } = JSON.parse(options.body);
    tell({ sent: { text: query !== undefined, hash: extensions?.persistedQuery?.sha256Hash !== undefined } });
  }
  return fetch(address, options);
}
