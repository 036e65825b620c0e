import type { shell as german } from "../de/shell";
import type { Texts } from "../texts";

export const shell: Texts<typeof german> = {
  shop: { title: "Tools for the trade", search: "Search: name, article number, GTIN", all: "All kinds", more: "Load more", skip: "Skip to content" },
  error: { title: "That did not work", again: "Try again", id: "Reference {{id}}" },
};
