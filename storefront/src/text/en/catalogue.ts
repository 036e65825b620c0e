import type { catalogue as german } from "../de/catalogue";
import type { Texts } from "../texts";

export const catalogue: Texts<typeof german> = {
  kind: {
    POWER_TOOL: "Power tools", HAND_TOOL: "Hand tools", BATTERY: "Batteries", CHARGER: "Chargers",
    ACCESSORY: "Accessories", SPARE_PART: "Spare parts", SET: "Sets",
  },
  list: { found_one: "{{count}} article", found_other: "{{count}} articles", none: "Nothing found", noneText: "Check the spelling or choose another kind.", showAll: "Show all articles", sort: "Sort by" },
  sort: { NAME: "Name", SKU: "Article number", NEWEST: "Newest first" },
  product: {
    number: "Article number", gtin: "GTIN", platform: "Battery platform", features: "Technical data", accessories: "Accessories", parts: "Spare parts",
    position: "Pos.", quantity: "Quantity", article: "Article", manuals: "Manuals", service: "Service documents", origin: "Country of origin",
    tariff: "Customs tariff number", dangerous: "Dangerous goods", until: "Spare parts available until", missing: "There is no such article", missingText: "We have no article under the number {{sku}}.",
    discontinued: "Discontinued", successor: "Successor", notHere: "Not delivered to your country",
    notYours: "Your role does not order; buyers and requesters of your company do.", signIn: "Sign in to order",
    minimum: "Minimum {{minimum}}, in steps of {{step}}", box: "Box of {{content}}", back: "Back to the list",
  },
  channel: { DIRECT: "Direct only", DEALERS_ONLY: "Dealers only", BOTH: "Direct and at dealers", ON_ENQUIRY: "On enquiry" },
  price: {
    hidden: "Your purchase price is not shown for your role.",
    title: "Price", own: "Your price", net: "net", gross: "incl. VAT", list: "List price net", recommended: "RRP", since: "since {{day}}",
    group: "Discount group", tiers: "Tier prices", from: "from {{quantity}}", steps: "How this price comes about", announced: "From {{day}}",
    cost: "Cost", margin: "Margin", band: "Margin band", per: "per {{quantity}}", none: "Price on enquiry", dealers: "Available from dealers", shipping: "plus shipping",
  },
  unit: { C62: "pcs", PK: "pack", SET: "set", PR: "pair", BX: "box" },
  band: { LOW: "low", MEDIUM: "medium", HIGH: "high" },
  stock: {
    title: "Availability", GREEN: "In stock", YELLOW: "Available soon", RED: "Currently unavailable", leaves: "Leaves on {{day}}", promise: "Expected from {{day}}",
    enquiry: "Date on enquiry", quantity: "Open to you", warehouses: "By warehouse", receipts: "Expected receipts", contingents: "Your contingent",
    until: "until {{day}}", stale: "Stock figures are not current", light: "Availability: {{state}}",
  },
  live: { live: "Live", connecting: "Connecting …", cut: "Connection lost, as of {{time}}", asOf: "As of {{time}}" },
};
