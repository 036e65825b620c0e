import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef } from "react";
import { useLocation, useNavigate } from "react-router";
import { GatewayError } from "../graphql/run";
import { signInAddress } from "./returning";
import { useSignOut } from "./session";

/** Leads to the sign-in when the session has run out, whoever finds out first: the clock, a query or a change. */
export function useSessionWatch(): void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const place = useLocation();
  const { mutateAsync: signOut } = useSignOut();
  const ending = useRef(false);
  const { data: session } = useQuery({ queryKey: ["Session"], queryFn: ({ signal }) => standing(signal), staleTime: Infinity, retry: false });

  const end = useEffectEvent(async () => {
    if (ending.current) return;
    ending.current = true;
    await navigate(signInAddress(place, true), { replace: true });
    // The cookie may outlive the session. Where it cannot be taken back the next query finds out again.
    await signOut().catch(() => undefined);
    ending.current = false;
  });

  useEffect(() => {
    if (session === "ended") void end();
    if (typeof session !== "number") return;
    const clock = setTimeout(() => void end(), Math.max(0, session - Date.now()));
    return () => clearTimeout(clock);
  }, [session]);

  useEffect(() => {
    const found = (error: unknown) => error instanceof GatewayError && error.sessionEnded && void end();
    const stop = [
      queries.getQueryCache().subscribe((event) => event.type === "updated" && event.action.type === "error" && found(event.action.error)),
      queries.getMutationCache().subscribe((event) => event.type === "updated" && event.action.type === "error" && found(event.action.error)),
    ];
    return () => stop.forEach((one) => one());
  }, [queries]);
}

/** When the session ends by the clock of this browser, in milliseconds; null for a visitor. */
async function standing(signal: AbortSignal): Promise<number | "ended" | null> {
  const response = await fetch("/auth/me", { signal });
  if (response.status === 401) return "ended";
  const { exp } = await response.json();
  if (typeof exp !== "number") return null;
  const now = Date.parse(response.headers.get("date") ?? "") || Date.now();
  return Date.now() + exp * 1000 - now;
}
