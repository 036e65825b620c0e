// Reads one {supergraph, query, labels} per line and writes one {plan} or {error} per line, as Hive's planner decides.
// NODE_PATH names the folder of the installed packages.
const { createInterface } = require("node:readline");
const { QueryPlanner } = require("@graphql-hive/router-query-planner");

const planners = new Map();

function planned({ supergraph, query, labels }) {
  try {
    if (!planners.has(supergraph)) planners.set(supergraph, new QueryPlanner(supergraph));
    return { plan: planners.get(supergraph).plan(query, null, new Set(labels), 0) };
  } catch (error) {
    return { error: String(error.message ?? error) };
  }
}

createInterface({ input: process.stdin }).on("line", (line) => {
  process.stdout.write(JSON.stringify(planned(JSON.parse(line))) + "\n");
});
