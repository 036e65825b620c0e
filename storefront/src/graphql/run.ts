import i18next from "i18next";
import { documentId, type Operations } from "./operations";

/** The gateway refused or failed; `requestId` is what support can look up. */
export class GatewayError extends Error {
  constructor(message: string, readonly code: string, readonly requestId: string | null) {
    super(message);
  }
}

/** Runs one stored document by its id. Hidden fields answer null; an answer without data is an error. */
export async function run<Name extends keyof Operations>(
  name: Name,
  variables: Operations[Name]["variables"],
  signal?: AbortSignal,
): Promise<Operations[Name]["answer"]> {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/graphql-response+json",
      "accept-language": i18next.language,
    },
    body: JSON.stringify({ documentId: documentId(name), operationName: name, variables }),
    signal,
  });
  const answer = await response.json();
  if (answer.data == null) {
    const error = answer.errors?.[0];
    throw new GatewayError(error?.message ?? response.statusText, error?.extensions?.code ?? "UNKNOWN", response.headers.get("x-request-id"));
  }
  return answer.data;
}
