import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";

const fetcher = createGraphiQLFetcher({
  url: "/graphql",
  subscriptionUrl: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`,
});

/** GraphiQL under the rights of whoever is signed in: it shows the schema that introspection answers. */
export default function PlaygroundPage() {
  return <div style={{ height: "100vh" }}><GraphiQL fetcher={fetcher} /></div>;
}
