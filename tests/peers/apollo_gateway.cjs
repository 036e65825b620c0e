// @apollo/gateway behind @apollo/server: SUPERGRAPH names the file of the schema, PORT the port.
// NODE_PATH names the folder of the installed packages.
const { readFileSync } = require("node:fs");
const { ApolloServer } = require("@apollo/server");
const { startStandaloneServer } = require("@apollo/server/standalone");
const { ApolloGateway } = require("@apollo/gateway");

const gateway = new ApolloGateway({ supergraphSdl: readFileSync(process.env.SUPERGRAPH, "utf8") });
const server = new ApolloServer({ gateway, csrfPrevention: false });
startStandaloneServer(server, { listen: { host: "127.0.0.1", port: Number(process.env.PORT) } });
