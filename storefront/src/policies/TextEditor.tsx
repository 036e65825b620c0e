import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";

const LINE = 20;

interface Props {
  name: string;
  text: string;
  change: (text: string) => void;
  readOnly: boolean;
  /** The lines with something to put right. */
  marked: number[];
  /** The line to go to; told anew whenever `asked` changes. */
  line: number;
  asked: string;
}

/** A plain text with the numbers of its lines. */
export function TextEditor({ name, text, change, readOnly, marked, line, asked }: Props) {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLDivElement>(null);
  const count = text.split("\n").length;

  const goTo = useEffectEvent((wanted: number) => {
    const element = area.current;
    if (!element || wanted < 1) return;
    const lines = text.split("\n");
    const start = lines.slice(0, wanted - 1).reduce((sum, one) => sum + one.length + 1, 0);
    element.focus({ preventScroll: true });
    element.setSelectionRange(start, start + (lines[wanted - 1]?.length ?? 0));
    element.scrollTop = Math.max(0, (wanted - 1) * LINE - element.clientHeight / 3);
    element.scrollLeft = 0;
    element.scrollIntoView({ block: "nearest" });
  });
  // Whoever comes from another page is led to its heading first.
  useEffect(() => {
    const frame = requestAnimationFrame(() => goTo(line));
    return () => cancelAnimationFrame(frame);
  }, [line, asked, name]);

  return (
    <div className="editor">
      <div className="editor-numbers" ref={numbers} aria-hidden="true">
        {Array.from({ length: count }, (_, index) => <span key={index} data-marked={marked.includes(index + 1) || undefined}>{index + 1}</span>)}
      </div>
      <textarea ref={area} value={text} readOnly={readOnly} wrap="off" spellCheck={false} autoCapitalize="off" autoCorrect="off" aria-label={t("policies.files.editor", { name })}
        onChange={(event) => change(event.currentTarget.value)} onScroll={(event) => numbers.current && (numbers.current.scrollTop = event.currentTarget.scrollTop)} />
    </div>
  );
}
