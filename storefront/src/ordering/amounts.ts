import type { Amount } from "../graphql/operations";

interface OwnAmounts {
  unitNet: Amount | null;
  unitGross: Amount | null;
  lineNet: Amount | null;
  lineGross: Amount | null;
}

/** What counts for this buyer: net for businesses, gross where no net is told. Null where he sees no price. */
export const ownUnit = (line: Pick<OwnAmounts, "unitNet" | "unitGross">): Amount | null => line.unitNet ?? line.unitGross;
export const ownLine = (line: Pick<OwnAmounts, "lineNet" | "lineGross">): Amount | null => line.lineNet ?? line.lineGross;

/** The exact sum. Amounts travel as decimal texts, so that no binary fraction comes in between. */
export function sum(amounts: Amount[]): Amount | null {
  const [first] = amounts;
  if (!first) return null;
  const places = Math.max(...amounts.map(({ amount }) => amount.split(".")[1]?.length ?? 0));
  const total = amounts.reduce((before, { amount }) => before + scaled(amount, places), 0n);
  return { ...first, amount: written(total, places) };
}

function scaled(amount: string, places: number): bigint {
  const [whole = "0", fraction = ""] = amount.split(".");
  return BigInt(whole + fraction.padEnd(places, "0"));
}

function written(total: bigint, places: number): string {
  const digits = (total < 0n ? -total : total).toString().padStart(places + 1, "0");
  const sign = total < 0n ? "-" : "";
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
