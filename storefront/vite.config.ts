import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  // During `vite dev` the gateway and the sign-in of a running `make up` answer.
  server: { proxy: { "/graphql": { target: "http://127.0.0.1:8000", ws: true }, "/admin": "http://127.0.0.1:8000", "/auth": "http://127.0.0.1:8000", "/media": "http://127.0.0.1:8000" } },
  build: { chunkSizeWarningLimit: 5000 },
});
