import { NumberInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import type { OrderedProduct } from "../graphql/operations";

const LARGEST = 100_000;
const QUIET = 600;

interface Props {
  label: string;
  value: number;
  quantities: OrderedProduct["orderQuantities"];
  error: boolean;
  /** An answer is awaited. */
  pending: boolean;
  commit: (quantity: number) => void;
}

/** A quantity that is handed on when its field is left, on Enter, or when the stepping has come to rest. It is never rounded here. */
export function QuantityField({ label, value, quantities, error, pending, commit }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const handed = useRef(value);
  const [typed, setTyped] = useState<number | string>(value);

  // Whoever has typed on is not interrupted by the answer to what he typed before. A quantity that cannot be ordered stays
  // to be mended; one that was refused because the cart is another gives way to what is in it.
  useEffect(() => {
    if (pending) return;
    const typedOn = typed !== handed.current && document.activeElement === field.current;
    handed.current = value;
    if (!error && !typedOn) setTyped(value);
  }, [value, pending, error]);

  const hand = (quantity: number | string) => {
    later.cancel();
    if (typeof quantity !== "number" || quantity < 1 || quantity === handed.current) return;
    handed.current = quantity;
    commit(quantity);
  };
  const later = useDebouncedCallback(hand, { delay: QUIET, flushOnUnmount: true });

  function leave() {
    later.flush();
    if (typeof typed !== "number" || (handed.current === value && !error && !pending)) setTyped(value);
  }

  return (
    <NumberInput ref={field} aria-label={label} size="sm" w={120} min={1} max={LARGEST} step={quantities?.step ?? 1} allowDecimal={false} allowNegative={false} clampBehavior="strict"
      value={typed} error={error} onChange={(next) => { setTyped(next); later(next); }} onBlur={leave} onKeyDown={(event) => event.key === "Enter" && hand(typed)} />
  );
}
