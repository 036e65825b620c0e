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

/** A row for our article, or under the number it was asked by where that is the buyer's own. */
export function rowOf({ foundBy, number, product }: QuickOrderRow, quantity: number): string {
  return `${foundBy === "BUYER_NUMBER" || !product ? number : product.sku};${quantity}`;
}
