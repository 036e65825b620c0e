/** The rows of a quick order as text: what is typed, pasted or read from a file, and what is done to single rows of it. */
import type { QuickOrderRow } from "../graphql/operations";

const BREAK = /\r\n|\r|\n/;

export function countRows(text: string): number {
  return text.split(BREAK).filter((line) => line.trim() !== "").length;
}

/** The text with rows behind it, on lines of their own. */
export function appended(text: string, rows: string): string {
  const before = text.replace(/\s+$/, "");
  return before === "" ? rows : `${before}\n${rows}`;
}

/** The text with one row saying something else, nothing when null. A row that no longer reads as it was checked is left alone. */
export function replaced(text: string, { row, text: checked }: QuickOrderRow, by: string | null): string {
  const lines = text.split(BREAK);
  if (lines[row - 1]?.trim() !== checked.trim()) return text;
  lines.splice(row - 1, 1, ...(by === null ? [] : [by]));
  return lines.join("\n");
}

/** The text without these rows, all else in its order. */
export function without(text: string, rows: QuickOrderRow[]): string {
  return [...rows].sort((one, other) => other.row - one.row).reduce((rest, row) => replaced(rest, row, null), text);
}

/** A row for our article, or under the number it was asked by where that is the buyer's own; his line text stays. */
export function rowOf({ foundBy, number, product, lineText }: QuickOrderRow, quantity: number): string {
  return written(foundBy === "BUYER_NUMBER" || !product ? number : product.sku, quantity, lineText);
}

/** The row for the article that follows on a discontinued one. */
export function successorRow({ quantity, lineText }: QuickOrderRow, successor: string): string {
  return written(successor, quantity ?? 1, lineText);
}

function written(number: string | null, quantity: number, lineText: string | null): string {
  return [number, quantity, ...(lineText ? [column(lineText)] : [])].join(";");
}

/** As RFC 4180 has it; a semicolon needs no quotes, since what follows the quantity is one text. */
function column(text: string): string {
  return text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text;
}
