import type { shell as german } from "../de/shell";
import type { Texts } from "../texts";

export const shell: Texts<typeof german> = {
  shop: {
    title: "Tools for the trade", search: "Search: name, article number, GTIN", all: "All kinds", more: "Load more", skip: "Skip to content",
    pricesGross: "All prices include VAT; shipping is added.", pricesNet: "Prices are net unless stated otherwise; VAT and shipping are added.",
  },
  nav: { main: "Main menu", catalogue: "Articles", orders: "My orders", menu: "Menu", close: "Close menu", language: "Language", account: "Signed in" },
  error: { title: "That did not work", again: "Try again", id: "Reference {{id}}", broken: "The page could not be shown.", reload: "Reload the page" },
  away: {
    title: "The shop cannot be reached", text: "Check your connection. What you have typed stays.",
    offline: "You are offline. What you see may be out of date.",
  },
  missing: { title: "There is no such page", text: "The address {{address}} leads to no page.", home: "To the articles" },
  forbidden: { visitor: "Please sign in", visitorText: "Then you go on here.", person: "This is not for your sign-in" },
};
