// graphql-ws: every operation over one socket.
import { createClient } from "graphql-ws";
import { drive, socketOptions } from "./driving.mjs";

const client = createClient(socketOptions);

await drive({
  ask: async (query, variables) => {
    try {
      for await (const answer of client.iterate({ query, variables })) return answer;
    } catch (errors) {
      return { errors };
    }
  },
  subscribe: (query, variables, sink) => client.subscribe({ query, variables }, sink),
});
