import i18next from "i18next";
import { documentId, type Operations } from "./operations";

/** The gateway refused or failed; `requestId` is what support can look up. */
export class GatewayError extends Error {
  constructor(message: string, readonly code: string, readonly requestId: string | null, private readonly status: number) {
    super(message);
  }

  /** Refused before anything of it ran; otherwise it may have had its effect. */
  get nothingRan(): boolean {
    return this.status >= 400 && this.status < 500;
  }

  /** No answer came, or none of ours. */
  get unreachable(): boolean {
    return this.code === "UNREACHABLE";
  }

  /** The sign-in no longer holds. */
  get sessionEnded(): boolean {
    return this.code === "INVALID_JWT";
  }
}

/**
 * Runs one stored document by its id. Hidden fields answer null; an answer without data is an error, and so is one that
 * lacks a whole root field because of an error: a cart that could not be read is not an empty cart.
 */
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
  }).catch(unreachable);
  const answer = await response.json().catch(unreachable);
  const error = answer.data == null ? answer.errors?.[0] : answer.errors?.find((one: { path?: string[] }) => one.path && answer.data[one.path[0]!] === null);
  if (answer.data == null || error) {
    throw new GatewayError(error?.message ?? response.statusText, error?.extensions?.code ?? "UNKNOWN", response.headers.get("x-request-id"), response.status);
  }
  return answer.data;
}

/** An abort is the caller's own will and stays what it is. */
function unreachable(error: Error): never {
  throw error.name === "AbortError" ? error : new GatewayError(i18next.t("away.title"), "UNREACHABLE", null, 0);
}
