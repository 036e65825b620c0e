import i18next from "i18next";
import { GatewayError } from "../graphql/run";

/** File contents by their names in the policy folder. */
export type Texts = Record<string, string>;

/** Something to put right; line 0 is the whole file. */
export interface Finding {
  file: string;
  line: number;
  reason: string;
  wayOut: string;
}

export interface Revision {
  number: number;
  digest: string;
  author: string;
  reason: string;
  at: string;
  /** The number of the revision whose files these are again. */
  restores?: number | null;
  /** The second person, where there had to be one. */
  approvedBy?: string | null;
}

export interface Proposal {
  number: number;
  author: string;
  reason: string;
  at: string;
  /** Coordinates that the author would see and does not see today. */
  widens: string[];
  /** What it would change of the newest revision; told by the history. */
  difference?: string;
}

export interface LiveFiles {
  revision: Revision | null;
  files: Texts;
  /** Names of the operations the policies let the caller use. */
  operations: string[];
}

export interface Matrix {
  audiences: { name: string; title: string }[];
  rows: MatrixRow[];
}

export interface MatrixRow {
  coordinate: string;
  group: string;
  /** Indices of the audiences that see it. */
  sees: number[];
}

export interface Preview {
  findings: Finding[];
  text: string;
  changes: { audience: string; gains: string[]; loses: string[] }[];
  /** `gains` and `loses` are paths in the answer; `stops`: refused whole from then on, `starts`: no longer. */
  documents: { name: string; audience: string; gains: string[]; loses: string[]; stops: boolean; starts?: boolean }[];
  /** Null where nobody could say which run. */
  subscriptions: { document: string; audience: string; count: number; closes: boolean; becomes?: string }[] | null;
}

export interface Question {
  coordinate: string;
  who?: string;
  audience?: string;
}

export interface Answer {
  visible: boolean;
  coordinate: string;
  text: string;
  /** `through`: the claims and lines of the role file that bring the role. */
  roles: { role: string; axis: string; through: string }[];
  rules: { file: string; line: number; rule: string; axis: string; role: string }[];
  closedBy?: string | null;
  missing: string[];
  /** Real coordinates like this one, where there is no such coordinate. */
  nearest?: string[] | null;
}

export interface Follower {
  process: string;
  follows: boolean;
  problem?: string | null;
}

/** A revision that is live, or a proposal where a second person has to agree. */
export type Outcome = { revision: Revision; followers: Follower[] } | { proposal: Proposal };

export interface History {
  revisions: Revision[];
  proposals: Proposal[];
}

export interface PastRevision {
  revision: Revision;
  files: Texts;
  /** Unified, against the revision before. */
  difference: string;
}

/** The policies' administration refused; a refused publication says what is wrong with the files. */
export class PolicyRefusal extends GatewayError {
  constructor(message: string, code: string, requestId: string | null, status: number, readonly findings: Finding[]) {
    super(message, code, requestId, status);
  }

  /** Somebody else has published since the edited files were read. */
  get conflict(): boolean {
    return this.code === "POLICY_CONFLICT";
  }

  /** Nothing was published: refused before, or there was nothing to keep it in. */
  get nothingChanged(): boolean {
    return this.nothingRan || this.code === "POLICY_STORE_UNAVAILABLE";
  }

  get forbidden(): boolean {
    return this.code === "FORBIDDEN" || this.code === "NOT_FOUND";
  }
}

/** Asks an operation on the policies: what carries a body is posted. */
export async function ask<Told>(operation: string, body?: object, signal?: AbortSignal): Promise<Told> {
  const response = await fetch(`/admin/policies/${operation}`, {
    method: body ? "POST" : "GET",
    headers: { accept: "application/json", "accept-language": i18next.language, ...(body && { "content-type": "application/json" }) },
    body: body && JSON.stringify(body),
    signal,
  }).catch(unreachable);
  const answer = await response.json().catch(unreachable);
  if (response.ok) return answer as Told;
  const error = answer?.errors?.[0];
  const findings = answer?.findings ?? error?.extensions?.findings ?? [];
  throw new PolicyRefusal(error?.message ?? response.statusText, error?.extensions?.code ?? "UNKNOWN", response.headers.get("x-request-id"), response.status, findings);
}

/** An abort is the caller's own will and stays what it is. */
function unreachable(error: Error): never {
  throw error.name === "AbortError" ? error : new PolicyRefusal(i18next.t("away.title"), "UNREACHABLE", null, 0, []);
}
