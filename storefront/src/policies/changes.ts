import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ask, type LiveFiles, type Outcome, type Texts } from "./api";

interface Sent {
  publish: { files: Texts; base: number; reason: string };
  rollback: { number: number; reason: string };
  approve: { proposal: number };
  reject: { proposal: number; reason: string };
}

/**
 * Changes what is live, or tries to. Whatever comes of it, everything shown is asked anew: others see other fields now.
 * `done` is told even when what was edited has left the page by then.
 */
export function useChange<Name extends keyof Sent>(name: Name, done: (outcome: Outcome, sent: Sent[Name]) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (sent: Sent[Name]) => ask<Outcome>(name, sent),
    onSuccess: (outcome, sent) => {
      if ("files" in sent && "revision" in outcome) {
        queries.setQueryData<LiveFiles>(["Policies", "files"], (before) => before && { ...before, revision: outcome.revision, files: sent.files });
      }
      done(outcome, sent);
    },
    onSettled: () => void queries.invalidateQueries(),
  });
}
