import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ask, type Finding, type Preview, type Texts } from "./api";

const QUIET = 400;

export interface Check {
  findings: Finding[];
  /** Whether the findings are those of what stands in the editor now. */
  current: boolean;
  error: Error | null;
  again: () => void;
}

/** What is wrong with the edited files, asked anew whenever the editor has been quiet for a moment. */
export function useCheck(files: Texts, enabled: boolean): Check {
  const [settled] = useDebouncedValue(files, QUIET);
  const check = useQuery({
    queryKey: ["Policies", "check", settled],
    queryFn: ({ signal }) => ask<{ findings: Finding[] }>("check", { files: settled }, signal),
    enabled,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  return {
    findings: (enabled && check.data?.findings) || [],
    current: enabled && settled === files && check.isSuccess && !check.isPlaceholderData && !check.isFetching,
    error: check.error,
    again: () => void check.refetch(),
  };
}

/** Who would gain and lose what with the edited files. */
export function usePreview(files: Texts) {
  const [settled] = useDebouncedValue(files, QUIET);
  return useQuery({ queryKey: ["Policies", "preview", settled], queryFn: ({ signal }) => ask<Preview>("preview", { files: settled }, signal), gcTime: 60_000, staleTime: 0 });
}
