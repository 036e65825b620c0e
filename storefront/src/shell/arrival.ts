import { useEffect } from "react";
import { useLocation, useNavigationType } from "react-router";

/** Arriving at another page begins at its top and, for keyboard and screen reader, at its heading. The way back keeps its place. */
export function useArrival(): void {
  const { pathname } = useLocation();
  const way = useNavigationType();
  useEffect(() => {
    if (way === "POP") return;
    window.scrollTo(0, 0);
    (document.getElementById("page-title") ?? document.getElementById("content"))?.focus({ preventScroll: true });
    // A change of the search alone is the same page.
  }, [pathname]);
}
