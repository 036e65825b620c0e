// graphql-sse: every operation on a connection of its own.
import { createClient } from "graphql-sse";
import { RETRIES, authorization, drive, soon, wanted } from "./driving.mjs";

const client = createClient({
  url: wanted.address,
  headers: authorization,
  retryAttempts: RETRIES,
  retry: soon,
});

await drive({
  ask: async (query, variables) => {
    for await (const answer of client.iterate({ query, variables })) return answer;
  },
  subscribe: (query, variables, sink) => client.subscribe({ query, variables }, sink),
});
