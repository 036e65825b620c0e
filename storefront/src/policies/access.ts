import { useQuery } from "@tanstack/react-query";
import { useViewer } from "../session/session";
import { ask, type LiveFiles } from "./api";

const CUSTOMERS = ["PRIVATE", "FIRM", "DEALER", "SERVICE_PARTNER"];

/** The departments of a member of staff; nobody else is asked about. */
function useDepartments(): string[] {
  const { data: viewer } = useViewer();
  const staff = Boolean(viewer?.me) && !CUSTOMERS.includes(viewer?.company?.kind ?? "");
  const { data } = useQuery({ queryKey: ["Departments"], queryFn: ({ signal }) => departments(signal), enabled: staff, staleTime: Infinity });
  return (staff && data) || [];
}

async function departments(signal: AbortSignal): Promise<string[]> {
  const response = await fetch("/auth/me", { signal });
  const { claims = [] }: { claims?: string[] } = response.ok ? await response.json() : {};
  return claims.filter((claim) => claim.startsWith("staff:")).map((claim) => claim.slice("staff:".length));
}

/** The live files, and what the policies let the person signed in do with them. */
export function useLiveFiles(enabled = true) {
  return useQuery({ queryKey: ["Policies", "files"], queryFn: ({ signal }) => ask<LiveFiles>("files", undefined, signal), enabled });
}

/** The page of the policies as the navigation offers it: whole, for asking why alone, or not at all. */
export function usePoliciesOffered(): "all" | "why" | null {
  const held = useDepartments();
  const files = useLiveFiles(held.includes("admin"));
  if (files.data && files.data.operations.length > 0) return "all";
  return held.length > 0 && !held.includes("admin") ? "why" : null;
}
