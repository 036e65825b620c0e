import "@mantine/core/styles.css";
import "./shell/base.css";
import "./text/language";
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { GatewayError } from "./graphql/run";
import { Shell } from "./shell/Shell";
import { theme } from "./shell/theme";

/** What was refused is refused again; anything else gets a second chance. Without a connection a page says so instead of waiting, and nothing is sent later unasked. */
const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, networkMode: "always", retry: (failures, error) => failures < 1 && !(error instanceof GatewayError && error.nothingRan) },
    mutations: { networkMode: "always" },
  },
});

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <MantineProvider theme={theme}>
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <Shell />
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
