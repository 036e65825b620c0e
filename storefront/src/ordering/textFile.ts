/** Far more than 500 rows of a number and a quantity. */
const LARGEST = 200_000;

export type Read = { text: string } | { refused: "notText" | "tooLarge" };

/** The text of a file: UTF-8, otherwise as Western spreadsheets write it. What is no text is refused, never guessed at. */
export async function readText(file: File): Promise<Read> {
  if (file.size > LARGEST) return { refused: "tooLarge" };
  const bytes = await file.arrayBuffer();
  const text = decoded(bytes);
  return text.includes("\0") || text.startsWith("PK\u0003\u0004") ? { refused: "notText" } : { text: text.replace(/^\uFEFF/, "").trim() };
}

function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder("windows-1252").decode(bytes);
    throw error;
  }
}
