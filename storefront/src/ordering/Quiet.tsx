import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  onClick: () => void;
  /** For screen readers, where the words alone do not say what is meant. */
  label?: string;
  children: ReactNode;
}

/** A button beside the main things of a page, drawn as a link. */
export function Quiet({ onClick, label, children }: Props) {
  return <Anchor component="button" type="button" size="xs" c="dimmed" underline="always" onClick={onClick} aria-label={label}>{children}</Anchor>;
}
