import { NumberInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { OrderedProduct } from "../graphql/operations";

const LARGEST = 100_000;
const QUIET = 600;

interface Props {
  label: string;
  value: number;
  quantities: OrderedProduct["orderQuantities"];
  error?: ReactNode;
  commit: (quantity: number) => void;
}

/** A quantity that is handed on when its field is left, on Enter, or when the stepping has come to rest. It is never rounded here. */
export function QuantityField({ label, value, quantities, error, commit }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const handed = useRef(value);
  const [typed, setTyped] = useState<number | string>(value);

  useEffect(() => {
    handed.current = value;
    // Whoever is still typing is not interrupted by the answer to what he typed before.
    if (document.activeElement !== field.current) setTyped(value);
  }, [value]);

  const hand = (quantity: number | string) => {
    if (typeof quantity !== "number" || quantity < 1 || quantity === handed.current) return;
    handed.current = quantity;
    commit(quantity);
  };
  const later = useDebouncedCallback(hand, { delay: QUIET, flushOnUnmount: true });

  function leave() {
    later.flush();
    if (typeof typed !== "number") setTyped(value);
  }

  return (
    <NumberInput ref={field} aria-label={label} size="sm" w={120} min={1} max={LARGEST} step={quantities?.step ?? 1} allowDecimal={false} allowNegative={false} clampBehavior="strict"
      value={typed} error={error} onChange={(next) => { setTyped(next); later(next); }} onBlur={leave} onKeyDown={(event) => event.key === "Enter" && later.flush()} />
  );
}
