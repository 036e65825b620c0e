// What a client's driver does for the test that started it: one JSON line for each thing the client saw.
import process from "node:process";
import { createInterface } from "node:readline";
import WebSocket from "ws";

// As in a browser, and in newer Nodes.
globalThis.WebSocket ??= WebSocket;

// What the test wants: `todo`, `address`, `token`, `query`, `variables`, and `over` where a client has several ways.
export const wanted = JSON.parse(process.argv[2]);
export const authorization = { authorization: `Bearer ${wanted.token}` };

export function tell(thing) {
  process.stdout.write(`${JSON.stringify(thing)}\n`);
}

// Tries again at once and for long, refused connections included: the server is away for a moment only.
export const RETRIES = 500;
export const soon = () => new Promise((done) => setTimeout(done, 20));

// How graphql-ws opens its socket, alone or inside another client.
export const socketOptions = {
  url: wanted.address.replace("http", "ws"),
  webSocketImpl: WebSocket,
  connectionParams: authorization,
  retryAttempts: RETRIES,
  retryWait: soon,
  shouldRetry: () => true,
  // The socket outlives a subscription: what ends that one is its own message.
  lazyCloseTimeout: 60_000,
};

// A line of the test, which lets the driver go on.
const cues = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

// `client.ask(query, variables)` gives `{data, errors}`; `client.subscribe(query, variables, {next, error, complete})`
// gives what ends the subscription. `more` are things that only this client can do, by name.
export async function drive(client, more = {}) {
  const todo = { ask, listen, leave, ...more }[wanted.todo];
  await todo(client);
  process.exit(0);
}

async function ask(client) {
  tell(answerOf(await client.ask(wanted.query, wanted.variables)));
}

// Clients differ in whether a refusal, which comes before any event, is the end: here it is.
function listen(client) {
  let hasBegun = false;
  let isOver = false;
  return new Promise((done) => {
    const end = (thing) => {
      if (!isOver) tell(thing);
      isOver = true;
      done();
    };
    client.subscribe(wanted.query, wanted.variables, {
      next: (answer) => {
        hasBegun ||= Boolean(answer.data);
        (hasBegun ? tell : end)(answerOf(answer));
      },
      error: (problem) => end(failureOf(problem)),
      complete: () => end({ complete: true }),
    });
  });
}

// Unsubscribes when it is told to, and stays alive: what the server then sees is the client's doing, not its death.
async function leave(client) {
  let isListening = true;
  const stop = client.subscribe(wanted.query, wanted.variables, {
    next: (answer) => tell(answerOf(answer)),
    error: (problem) => tell(failureOf(problem)),
    complete: () => isListening && tell({ complete: true }),
  });
  await cues.next();
  isListening = false;
  stop();
  await cues.next();
}

// Clients hand refusals on as a list of GraphQL errors, or as an error that holds one.
function failureOf(problem) {
  const errors = Array.isArray(problem) ? problem : problem.errors;
  return errors ? answerOf({ errors }) : { failed: String(problem) };
}

export function answerOf({ data, errors }) {
  const codes = (errors ?? []).map((error) => error.extensions?.code);
  return { ...(data ? { data } : {}), ...(codes.length ? { codes } : {}) };
}
