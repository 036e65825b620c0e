import { useCallback, useEffect, useMemo, useState } from "react";
import type { LiveFiles, Texts } from "./api";

/** Edits that nobody but this tab knows: `began` holds what each edited file was when the edit began. */
interface Draft {
  base: number;
  began: Texts;
  texts: Texts;
}

export interface Editing {
  /** The names of the edited files; empty when nothing is edited. */
  edited: string[];
  /** The number of the revision the edits began on; that of the live one when nothing is edited. */
  base: number;
  /** Everything that would be published. */
  files: Texts;
  /** Edited files that somebody else has changed in the live revision since. */
  bothChanged: string[];
  change: (name: string, text: string) => void;
  discard: (name?: string) => void;
  /** The edits go on from the live revision. */
  goOn: () => void;
}

/** The edits of one person; they outlive a reload of this tab. An edit that equals what is live is none any more. */
export function useDraft(owner: string, live: LiveFiles): Editing {
  const place = `werktor-policies-${owner}`;
  const number = live.revision?.number ?? 0;
  const [kept, setKept] = useState<Draft | null>(() => JSON.parse(sessionStorage.getItem(place) ?? "null") as Draft | null);
  const draft = useMemo(() => stillEdited(kept, live.files), [kept, live.files]);

  const keep = useCallback((change: (draft: Draft | null) => Draft | null) => {
    setKept((before) => {
      const after = stillEdited(change(stillEdited(before, live.files)), live.files);
      if (after) sessionStorage.setItem(place, JSON.stringify(after));
      else sessionStorage.removeItem(place);
      return after;
    });
  }, [place, live.files]);

  // What has become live must not come back as an edit when something else becomes live.
  const [names, left] = [Object.keys(kept?.texts ?? {}).length, Object.keys(draft?.texts ?? {}).length];
  useEffect(() => {
    if (left < names) keep((before) => before);
  }, [names, left, keep]);

  return {
    edited: Object.keys(draft?.texts ?? {}).sort(),
    base: draft?.base ?? number,
    files: useMemo(() => ({ ...live.files, ...draft?.texts }), [live.files, draft]),
    bothChanged: Object.keys(draft?.texts ?? {}).filter((name) => (live.files[name] ?? "") !== draft?.began[name]).sort(),
    change: useCallback((name, text) => keep((before) => {
      const { base, began, texts } = before ?? { base: number, began: {}, texts: {} };
      return { base, began: { [name]: live.files[name] ?? "", ...began }, texts: { ...texts, [name]: text } };
    }), [keep, number, live.files]),
    discard: useCallback((name) => keep((before) => (name === undefined || !before ? null : without(before, [name]))), [keep]),
    goOn: useCallback(() => keep((before) => before && { ...before, base: number, began: Object.fromEntries(Object.keys(before.texts).map((name) => [name, live.files[name] ?? ""])) }), [keep, number, live.files]),
  };
}

function stillEdited(draft: Draft | null, live: Texts): Draft | null {
  if (!draft) return null;
  const rest = without(draft, Object.keys(draft.texts).filter((name) => draft.texts[name] === (live[name] ?? "")));
  return Object.keys(rest.texts).length > 0 ? rest : null;
}

function without({ base, began, texts }: Draft, names: string[]): Draft {
  const others = (all: Texts) => Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));
  return { base, began: others(began), texts: others(texts) };
}
