import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { run } from "../graphql/run";

/** Who is signed in and for which company; `me` is null for a visitor. */
export function useViewer() {
  const { i18n } = useTranslation();
  return useQuery({ queryKey: ["Viewer", i18n.language], queryFn: ({ signal }) => run("Viewer", {}, signal) });
}

const REFUSALS = ["invalid_credentials", "suspended", "no_company", "too_many_attempts"] as const;

/** Why nobody was signed in: a refusal of the sign-in that has words of its own, otherwise that it could not be reached. */
export class NotSignedIn extends Error {
  readonly reason: (typeof REFUSALS)[number] | "unreachable";

  constructor(code: string | undefined) {
    super(code);
    this.reason = REFUSALS.find((known) => known === code) ?? "unreachable";
  }
}

async function post(path: string, body: object): Promise<void> {
  const response = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }).catch(() => null);
  if (!response?.ok) throw new NotSignedIn((await response?.json().catch(() => null))?.error);
}

/** Signing in or out changes what every query may answer, so all of them are asked again. */
export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (credentials: { email: string; password: string }) => post("/auth/sign-in", credentials),
    onSuccess: () => queries.resetQueries(),
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: () => post("/auth/sign-out", {}), onSuccess: () => queries.resetQueries() });
}
