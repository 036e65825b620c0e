import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { run } from "../graphql/run";

/** Who is signed in and for which company; `me` is null for a visitor. */
export function useViewer() {
  const { i18n } = useTranslation();
  return useQuery({ queryKey: ["Viewer", i18n.language], queryFn: ({ signal }) => run("Viewer", {}, signal) });
}

async function post(path: string, body: object): Promise<void> {
  const response = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(String(response.status));
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
