// Configuration of Hive Gateway with its planner and executor in JavaScript.
import { defineConfig } from "@graphql-hive/gateway";

export const gatewayConfig = defineConfig({});
