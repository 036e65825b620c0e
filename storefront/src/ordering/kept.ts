import { useCallback, useState } from "react";
import { useViewer } from "../session/session";

/** The person and the company worked for: what one has typed is nothing for the next at the same browser. */
export function useOwner(): string | null {
  const { me, company } = useViewer().data ?? {};
  return me && company ? `${me.id}@${company.id}` : null;
}

/** A text that outlives a reload of this tab. */
export function useKeptText(name: string, owner: string): [string, (change: (text: string) => string) => void] {
  const place = `werktor-${name}-${owner}`;
  const [text, setText] = useState(() => sessionStorage.getItem(place) ?? "");
  const keep = useCallback((change: (text: string) => string) => {
    setText((before) => {
      const after = change(before);
      sessionStorage.setItem(place, after);
      return after;
    });
  }, [place]);
  return [text, keep];
}
