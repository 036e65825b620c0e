/** Moves focus to the element of this id once it stands on the page, for whoever uses the keyboard or listens. */
export function focusOn(id: string): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(id);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "center" });
  });
}
