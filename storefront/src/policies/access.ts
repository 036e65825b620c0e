import { useQuery } from "@tanstack/react-query";
import { useViewer } from "../session/session";
import { ask, type LiveFiles } from "./api";

const CUSTOMERS = ["PRIVATE", "FIRM", "DEALER", "SERVICE_PARTNER"];

/** The departments of a member of staff, none for anybody else; undefined until that is known. */
export function useDepartments(): string[] | undefined {
  const { data: viewer } = useViewer();
  const staff = Boolean(viewer?.me) && !CUSTOMERS.includes(viewer?.company?.kind ?? "");
  const held = useQuery({ queryKey: ["Departments"], queryFn: ({ signal }) => departments(signal), enabled: staff, staleTime: Infinity });
  if (viewer && !staff) return [];
  return held.isError ? [] : held.data;
}

async function departments(signal: AbortSignal): Promise<string[]> {
  const response = await fetch("/auth/me", { signal });
  const { claims = [] }: { claims?: string[] } = response.ok ? await response.json() : {};
  return claims.filter((claim) => claim.startsWith("staff:")).map((claim) => claim.slice("staff:".length));
}

/** The live files, and what the policies let the person signed in do with them. */
export function useLiveFiles(enabled: boolean) {
  return useQuery({ queryKey: ["Policies", "files"], queryFn: ({ signal }) => ask<LiveFiles>("files", undefined, signal), enabled });
}

/** The page of the policies as the navigation offers it: whole, for asking why alone, or not at all. */
export function usePoliciesOffered(): "all" | "why" | null {
  const held = useDepartments() ?? [];
  const administers = held.includes("admin");
  const files = useLiveFiles(administers);
  if (administers) return files.data && files.data.operations.length > 0 ? "all" : null;
  return held.length > 0 ? "why" : null;
}
