import type { Matrix, MatrixRow } from "./api";

export interface Wanted {
  search: string;
  /** Indices of two audiences; with both, only what they see differently. */
  one: number | null;
  other: number | null;
}

/** The type a coordinate belongs to; operations on the policies have none. */
export function typeOf(coordinate: string): string {
  return coordinate.startsWith("/") ? "" : coordinate.split(/[.(]/, 1)[0]!;
}

/** The rows that fit, by type; operations last. */
export function fitting(matrix: Matrix, { search, one, other }: Wanted): Map<string, MatrixRow[]> {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, MatrixRow[]>();
  for (const row of matrix.rows) {
    const text = `${row.coordinate} ${row.group}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    if (one !== null && other !== null && row.sees.includes(one) === row.sees.includes(other)) continue;
    const type = typeOf(row.coordinate);
    const rows = groups.get(type);
    if (rows) rows.push(row);
    else groups.set(type, [row]);
  }
  const operations = groups.get("");
  if (operations) {
    groups.delete("");
    groups.set("", operations);
  }
  return groups;
}
