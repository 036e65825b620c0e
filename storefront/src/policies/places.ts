/** The address of a line in the editor; line 0 is the whole file. */
export function placeInEditor(file: string, line = 0): string {
  return `/policies/files?${new URLSearchParams({ file, ...(line > 0 && { line: String(line) }) })}`;
}

/** A place as the policies' own messages write it. */
export function placeName(file: string, line: number): string {
  return line > 0 ? `${file}:${line}` : file;
}

/** The address that asks why somebody sees a coordinate or does not. */
export function whyPlace(coordinate: string, { who, audience }: { who?: string; audience?: string } = {}): string {
  return `/policies/explain?${new URLSearchParams({ coordinate, ...(who && { who }), ...(audience && { audience }) })}`;
}
