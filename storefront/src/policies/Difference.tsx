import "./policies.css";

const KINDS: Record<string, string> = { "+": "added", "-": "removed", "@": "place" };

/** A unified difference, what came in and what went told apart by sign and by colour. */
export function Difference({ text, label }: { text: string; label: string }) {
  return (
    <pre className="difference" tabIndex={0} role="region" aria-label={label}>
      {text.replace(/\n$/, "").split("\n").map((line, index) => <span key={index} data-kind={kindOf(line)}>{line || " "}</span>)}
    </pre>
  );
}

function kindOf(line: string): string | undefined {
  return line.startsWith("+++ ") || line.startsWith("--- ") ? "file" : KINDS[line[0] ?? ""];
}
