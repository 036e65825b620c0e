import { useElementSize } from "@mantine/hooks";
import { useState, type UIEvent } from "react";

const BEYOND = 10;

/** Which of many rows of one height are in sight of their scrolling box, with some beyond both edges. */
export function useWindow(count: number, height: number) {
  const { ref, height: room } = useElementSize<HTMLDivElement>();
  const [top, setTop] = useState(0);
  // The list may have become shorter than where it was scrolled to.
  const first = Math.max(0, Math.min(Math.floor(top / height), count - 1) - BEYOND);
  const end = Math.min(count, first + Math.ceil((room || 600) / height) + 2 * BEYOND);
  return { ref, first, end, before: first * height, after: (count - end) * height, onScroll: (event: UIEvent) => setTop(event.currentTarget.scrollTop) };
}
