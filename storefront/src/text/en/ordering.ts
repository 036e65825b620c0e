import type { ordering as german } from "../de/ordering";
import type { Texts } from "../texts";

export const ordering: Texts<typeof german> = {
  buying: {
    whoMay: "Cart and quick order are for private buyers and, in companies, for everybody with the function of buyer or requester; your administrators grant them.",
    unitPrice: "Unit price", amount: "Amount", delivery: "Delivery", article: "Article", quantity: "Quantity",
    yourNumber: "Your no. {{number}}", take: "Take {{quantity}}",
  },
  sums: {
    hidden: "Prices are not shown for your role.",
    goods: "Goods", net: "Net total", tax: "VAT {{rate}} %", taxPlain: "VAT", grossWithTax: "Total incl. VAT", taxWithin: "VAT {{rate}} % contained",
    taxWithinPlain: "VAT contained", free: "free", FREIGHT: "Shipping", SMALL_ORDER: "Small-order surcharge",
  },
  add: {
    button: "Add to cart", of: "Add {{name}} to the cart", done: "It is in your cart.", toCart: "Go to the cart", failed: "The article is not in your cart yet: {{reason}}",
  },
  quick: {
    title: "Quick order", number: "Article number", numberHint: "Our number, your number or GTIN", quantity: "Quantity", addRow: "Add row",
    text: "Rows", textHint: "One row per article: number and quantity, with a semicolon, tab or space between them. You can also paste from a spreadsheet.",
    file: "Choose CSV file", drop: "Or drop a file here.", notText: "“{{name}}” is not a text file. Save the spreadsheet as CSV.",
    tooLarge: "“{{name}}” is too large. Split the file into pieces of up to 500 rows.", fileRead_one: "{{count}} row of “{{name}}” appended.", fileRead_other: "{{count}} rows of “{{name}}” appended.",
    clear: "Clear all", checking: "Checking …", stopped: "The rows could not be checked; your text stays as it is.",
    summary: "{{good}} of {{all}} rows can be ordered", all_one: "The row can be ordered", all_other: "All {{count}} rows can be ordered",
    put_one: "Put {{count}} row into the cart", put_other: "Put {{count}} rows into the cart", put_zero: "Put into the cart",
    added_one: "{{count}} row is in your cart.", added_other: "{{count}} rows are in your cart.", left_one: "{{count}} row still needs you; it stays in the text.",
    left_other: "{{count}} rows still need you; they stay in the text.", more: "The text has {{count}} rows. 500 are checked at a time; the others follow once the first are in the cart.",
    row: "Row {{row}}", rows: "Checked rows", remove: "Delete row {{row}}", toProblem: "To the first row with a note", empty: "No rows yet. Type or paste above what you need.",
    refused: "Nothing was put into the cart.", replaced: "Take successor {{name}}", boxed: "by the GTIN of the box",
    state: "State", total: "Total of the rows that can be ordered",
  },
  cart: {
    title: "Cart", empty: "Your cart is empty.", emptyWay: "To quick order", emptyBrowse: "To the articles", lines_one: "{{count}} line", lines_other: "{{count}} lines",
    link_one: "Cart, {{count}} line", link_other: "Cart, {{count}} lines", quantityOf: "Quantity of {{name}}", remove: "Remove", removeOf: "Remove {{name}}", clear: "Empty the cart", removed: "{{name}} was removed.",
    cleared_one: "{{count}} line was removed.", cleared_other: "{{count}} lines were removed.", undo: "Undo", addText: "Add line text", changeText: "change", text: "Line text", textOf: "Line text of {{name}}",
    textHint: "Your text is printed on every document.", rose: "Price has risen: {{before}} before, {{now}} today.", fell: "Price has fallen: {{before}} before, {{now}} today.",
    problems_one: "{{count}} line cannot be ordered as it stands.", problems_other: "{{count}} lines cannot be ordered as they stand.", show: "Show", checkout: "Go to checkout", toRequest: "Go to the request",
    CART_CHANGED: "The cart was changed elsewhere. Here it is as it stands now; please repeat your change.",
    CART_ORDERED: "This cart has become an order meanwhile.", CART_NOT_FOUND: "This cart no longer exists.", total: "Total is now {{amount}}",
    refused: "Not changed: {{reason}}", again: "Try again", summary: "Total", more: "Continue with quick order", unknown: "Article that is no longer listed",
    changed_one: "The price of one line has changed since you put it in.", changed_other: "The prices of {{count}} lines have changed since you put them in.",
  },
  checkout: {
    title: "Check and place your order", requestTitle: "Check and send your request", back: "Back to the cart", shipTo: "Delivery address", other: "Another address", name: "Name or company", street: "Street and number",
    postcode: "Postcode", city: "Town", country: "Country", details: "Details of the order", reference: "Your order number", referenceHint: "Printed on confirmation, delivery note and invoice.",
    optional: "optional", date: "Requested date", dateHint: "Empty: as soon as possible.", backOrders: "Deliver what is missing later", backOrdersHint: "What is not there at once follows with a date of its own. Otherwise the order is placed only if all of it is there.",
    order: "Order bindingly", orderPrivate: "Order with obligation to pay", orderNew: "Order bindingly at the new prices",
    request: "Send request", requestHint: "The request goes to the approvers of your company. The goods stay reserved for you for up to 72 hours.", summary: "Your lines", refused: "Nothing has been ordered yet",
    refusedRequest: "Nothing has been requested yet", changedTitle: "Prices have changed", changedText: "Check the new prices. Nothing is ordered until you agree once more.",
    cartChangedTitle: "The cart has changed", was: "Before", now: "Now", gone: "removed", added: "new", position: "Line", unknownTitle: "We do not know whether your order has arrived",
    unknownText: "Ask once more. Nothing will be ordered twice.", ask: "Ask once more", working: "Your order is being processed …", workingLong: "This takes longer than usual. You can leave the page open.",
    toLine: "Change it in the cart", notPriced: "There is no price for this cart at the moment. Load it again.", reload: "Load again", notOrderable: "Some lines cannot be ordered as they stand; beside each it says why.", toCart: "Go to the cart",
    withdrawal: "You may withdraw from the contract within 14 days without giving a reason.", addressesStopped: "Your addresses could not be loaded. Type the address.", toOrders: "To your orders",
  },
  placed: {
    title: "Thank you for your order", requestTitle: "Your request has been sent", number: "Order number", requestNumber: "Request number", next: "What happens next", nextSteps: "We confirm each line with its date.", thenShipped: "Once something has left, its shipment stands with the order; what is missing follows on a date of its own.",
    thenConfirmed: "Until something is being picked you can cancel it in the order.",
    requestSteps: "The request waits for approval in your company. Nothing has been ordered yet.", requestThen: "Once approved it is an order; “My orders” shows how it stands.",
    requestWaits: "This request waits for approval in the company. Nothing has been ordered yet.", until: "The goods are reserved for you until {{moment}}.", promise: "Leaves on {{day}} as planned", noPromise: "Date follows", backOrdered: "{{quantity}} of these follow later",
    order: "To the order", request: "To the request",
    missing: "There is no such order, or it is not yours.", reference: "Your order number", shipTo: "Delivery address", date: "Requested date", more: "Continue ordering", lines: "Lines",
  },
};
