import { useQuery } from "@tanstack/react-query";
import type { Operations, PostalAddress } from "../graphql/operations";
import { run } from "../graphql/run";

export type ShipTo = Operations["RequestOrder"]["variables"]["input"]["shipTo"];

/** Countries whose market the shop serves. */
export const COUNTRIES = ["DE", "AT", "CH"];

export const EMPTY: ShipTo = { name: "", street: "", postcode: "", city: "", country: "" };

/** The addresses of the company worked for; those that lack a part cannot be delivered to and are left out. */
export function useAddresses(owner: string) {
  return useQuery({
    queryKey: ["Addresses", owner],
    queryFn: ({ signal }) => run("Addresses", {}, signal),
    select: (answer) => (answer.company?.addresses ?? []).flatMap(complete),
  });
}

function complete({ name, street, postcode, city, country }: PostalAddress): ShipTo[] {
  return name && street && postcode && city && country ? [{ name, street, postcode, city, country }] : [];
}

/** An address without its name; `named` gives the name of a country. */
export const oneLine = ({ street, postcode, city, country }: PostalAddress, named: (country: string) => string) =>
  [street, [postcode, city].filter(Boolean).join(" "), country && named(country)].filter(Boolean).join(", ");
