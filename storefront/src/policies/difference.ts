const AROUND = 2;

interface Step {
  sign: " " | "-" | "+";
  line: string;
}

/** What leads from one text to the other as a unified difference without file names; empty for equal texts. */
export function difference(before: string, after: string): string {
  if (before === after) return "";
  const steps = stepsBetween(before.split("\n"), after.split("\n"));
  const near = steps.map((_, index) => steps.slice(Math.max(0, index - AROUND), index + AROUND + 1).some((step) => step.sign !== " "));
  const told: string[] = [];
  let old = 1;
  let fresh = 1;
  steps.forEach(({ sign, line }, index) => {
    if (near[index]) {
      if (!near[index - 1]) told.push(`@@ -${old} +${fresh} @@`);
      told.push(sign + line);
    }
    if (sign !== "+") old += 1;
    if (sign !== "-") fresh += 1;
  });
  return told.join("\n");
}

function stepsBetween(before: string[], after: string[]): Step[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return [
    ...kept(before.slice(0, start)),
    ...longestKept(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...kept(before.slice(before.length - end)),
  ];
}

function kept(lines: string[]): Step[] {
  return lines.map((line) => ({ sign: " ", line }));
}

/** Keeps as many lines as can be kept (longest common subsequence). */
function longestKept(before: string[], after: string[]): Step[] {
  const length = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      length[i]![j] = before[i] === after[j] ? length[i + 1]![j + 1]! + 1 : Math.max(length[i + 1]![j]!, length[i]![j + 1]!);
    }
  }
  const steps: Step[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      steps.push({ sign: " ", line: before[i]! });
      i += 1;
      j += 1;
    } else if (j >= after.length || (i < before.length && length[i + 1]![j]! >= length[i]![j + 1]!)) {
      steps.push({ sign: "-", line: before[i]! });
      i += 1;
    } else {
      steps.push({ sign: "+", line: after[j]! });
      j += 1;
    }
  }
  return steps;
}
