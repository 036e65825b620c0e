/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Lines that are to go into a cart, all of them or none. */
export type AddToCartInput = {
  /** By default the cart changed last, or a new one. */
  cartId?: string | number | null | undefined;
  /** Chosen by the caller, new for each call; the same key never adds twice. */
  key: string | number;
  /** 1 to 500. Same article and line text add up, with what is in the cart too. */
  lines: Array<NewCartLineInput>;
};

/** Whether a quantity can be had. */
export type AvailabilityLight =
  /** Now. */
  | 'GREEN'
  /** Neither now nor from any known receipt. */
  | 'RED'
  /** From an expected receipt on. */
  | 'YELLOW';

/** Lines of an order that are no longer wanted. */
export type CancelOrderInput = {
  /** Chosen by the caller, new for each call. */
  key: string | number;
  /** Our order number. */
  number: string | number;
  /** The lines; by default all that can be. */
  positions?: Array<number> | null | undefined;
};

/** What becomes of a line; what is not given stays as it is. */
export type ChangeCartLineInput = {
  /** The cart. */
  cartId: string | number;
  /** The buyer's own text; empty takes it away. */
  lineText?: string | null | undefined;
  /** The line. */
  position: number;
  /** In order units. */
  quantity?: number | null | undefined;
  /** The version of the cart that is meant. */
  version: number;
};

/** By which way a product is sold in a country. */
export type Channel =
  /** By the manufacturer and by dealers. */
  | 'BOTH'
  /** By dealers only. */
  | 'DEALERS_ONLY'
  /** By the manufacturer only. */
  | 'DIRECT'
  /** After an enquiry; it cannot be ordered online. */
  | 'ON_ENQUIRY';

/** What is charged beside the goods. */
export type ChargeKind =
  /** Delivery. */
  | 'FREIGHT'
  /** Surcharge on small orders. */
  | 'SMALL_ORDER';

/** What a company is to us. */
export type CompanyKind =
  /** A company that buys to resell. */
  | 'DEALER'
  /** A business that buys for its own use. */
  | 'FIRM'
  /** Ourselves. */
  | 'MANUFACTURER'
  /** A private buyer. */
  | 'PRIVATE'
  /** A workshop that repairs for us. */
  | 'SERVICE_PARTNER';

/** A difference to the free pool of an article in one warehouse. */
export type CorrectStockInput = {
  /** Base units found (above zero) or missing (below). */
  difference: number;
  /** Chosen by the caller, new for each correction; the same key never corrects twice. */
  key: string | number;
  /** Why; kept with the movement. */
  reason: string;
  /** Article number. */
  sku: string | number;
  /** Code of the warehouse. */
  warehouse: string | number;
};

/** What kind of number named the article. */
export type FoundBy =
  /** Our article number. */
  | 'ARTICLE_NUMBER'
  /** The buyer's own number. */
  | 'BUYER_NUMBER'
  /** The GTIN of a box; it adds a box. */
  | 'GTIN_BOX'
  /** The GTIN of a piece. */
  | 'GTIN_PIECE';

/** Why a line cannot be ordered as it stands. */
export type LineProblemCode =
  /** The buyer's own number for one article is our number of another. */
  | 'AMBIGUOUS_NUMBER'
  /** Less than the minimum. */
  | 'BELOW_MINIMUM'
  /** No longer made; see its successor. */
  | 'DISCONTINUED'
  /** Not delivered to that country. */
  | 'NOT_DELIVERED'
  /** Between two quantities of the step. */
  | 'NOT_IN_STEP'
  /** No number in the row; a heading, for example. */
  | 'NOT_READABLE'
  /** Sold in the other channel only. */
  | 'NOT_SOLD_TO_YOU'
  /** Pieces that fill no whole order unit. */
  | 'NOT_WHOLE_UNITS'
  /** No price is stated for this buyer. */
  | 'NO_PRICE'
  /** To be asked for. */
  | 'ON_ENQUIRY'
  /** Not a whole number from 1 on. */
  | 'QUANTITY_NOT_VALID'
  /** This row and those after it were not read. */
  | 'TOO_MANY_ROWS'
  /** The number names no article. */
  | 'UNKNOWN_NUMBER';

/** The margin, roughly. */
export type MarginBand =
  /** From 35 percent on. */
  | 'HIGH'
  /** Below 15 percent. */
  | 'LOW'
  /** From 15 to below 35 percent. */
  | 'MEDIUM';

/** What a medium shows. */
export type MediaKind =
  /** A document to read, e.g. a data sheet. */
  | 'DOCUMENT'
  /** A drawing, e.g. the exploded view of the spare parts. */
  | 'DRAWING'
  /** A photograph. */
  | 'PICTURE';

/** A line that is to go into a cart. */
export type NewCartLineInput = {
  /** The buyer's own text, up to 200 characters. */
  lineText?: string | null | undefined;
  /** Our article number, the buyer's own, or the GTIN of a piece or box. */
  number: string;
  /** How many of what the number names: order units, or the pieces or boxes of a GTIN. */
  quantity: number;
};

/** Why something was not done. */
export type OrderErrorCode =
  /** Nothing can be sent there. */
  | 'ADDRESS_NOT_VALID'
  /** The number names two articles. */
  | 'AMBIGUOUS_NUMBER'
  /** The cart has another version by now. */
  | 'CART_CHANGED'
  /** There is no line in the cart. */
  | 'CART_EMPTY'
  /** There is no such cart of the viewer's. */
  | 'CART_NOT_FOUND'
  /** The cart has become an order. */
  | 'CART_ORDERED'
  /** Given up; nothing was ordered. */
  | 'COULD_NOT_BE_PLACED'
  /** No day to wish for. */
  | 'DATE_NOT_VALID'
  /** The first call with this key still runs. */
  | 'IN_PROGRESS'
  /** The key stands for something else. */
  | 'KEY_REUSED'
  /** There is no line at this position. */
  | 'LINE_NOT_FOUND'
  /** A line has a problem. */
  | 'LINE_NOT_ORDERABLE'
  /** Less is reserved than is to leave. */
  | 'NOTHING_RESERVED'
  /** The viewer may not do this. */
  | 'NOT_ALLOWED'
  /** It is being picked or has left. */
  | 'NOT_CANCELLABLE'
  /** A line cannot be reserved. */
  | 'NOT_ENOUGH_STOCK'
  /** The order is not at that point. */
  | 'NOT_IN_THIS_STATE'
  /** The viewer cannot order the article here. */
  | 'NOT_ORDERABLE'
  /** There is no such order to be seen. */
  | 'ORDER_NOT_FOUND'
  /** The prices are others than those shown. */
  | 'PRICES_CHANGED'
  /** See nextQuantity for one that is. */
  | 'QUANTITY_NOT_VALID'
  /** A text has too many characters. */
  | 'TEXT_TOO_LONG'
  /** More lines than there may be. */
  | 'TOO_MANY_LINES'
  /** The number names no article. */
  | 'UNKNOWN_NUMBER';

/** How far one line of an order has come. */
export type OrderLineState =
  /** The rest waits for goods; see its promised date. */
  | 'BACK_ORDER'
  /** Will not be delivered. */
  | 'CANCELLED'
  /** Not yet in the warehouse's hands. */
  | 'OPEN'
  /** Some pieces have left, others follow soon. */
  | 'PART_SHIPPED'
  /** Being picked; it can no longer be cancelled. */
  | 'PICKING'
  /** All pieces have left. */
  | 'SHIPPED';

/** How far an order has come. */
export type OrderState =
  /** Waits for approval inside the company. */
  | 'AWAITING'
  /** Will not be delivered. */
  | 'CANCELLED'
  /** Accepted; nothing has left yet. */
  | 'CONFIRMED'
  /** Some of it has left. */
  | 'PART_SHIPPED'
  /** Taken in, being checked. */
  | 'PENDING'
  /** All of it has left. */
  | 'SHIPPED';

/** What a page is about. */
export type PageKind =
  /** About us and the trade with us. */
  | 'INFORMATION'
  /** News and announcements. */
  | 'NEWS'
  /** Repair, spare parts, warranty. */
  | 'SERVICE';

/** A cart that becomes an order. */
export type PlaceOrderInput = {
  /** Whether lines may wait for goods still to come. */
  backOrders?: boolean;
  /** The buyer's own order number, up to 100 characters. */
  buyerReference?: string | null | undefined;
  /** The cart. */
  cartId: string | number;
  /** The version of the cart that is meant. */
  cartVersion: number;
  /** Chosen by the caller, new for each cart; sent again, it answers the same order. */
  key: string | number;
  /** The mark of the prices that the buyer was shown. */
  priceMark: string | number;
  /** The day the buyer wishes to have the goods, within a year. */
  requestedDate?: string | null | undefined;
  /** Where the goods are to go. */
  shipTo: ShipToInput;
};

/** Where a price comes from, in the order of determination. */
export type PriceSource =
  /** A line of a blanket order. */
  | 'BLANKET'
  /** A contract price. */
  | 'CONTRACT'
  /** The customer's own net price list. */
  | 'CUSTOMER_LIST'
  /** The price asked of direct customers. */
  | 'DIRECT'
  /** The list price less agreed discounts. */
  | 'LIST_DISCOUNTS'
  /** A project price. */
  | 'PROJECT'
  /** A promotion that is lower than the buyer's price. */
  | 'PROMOTION'
  /** An accepted quote. */
  | 'QUOTE';

/** Which products a list shows; what is left out does not narrow it. */
export type ProductFilter = {
  /** Only products of this category and of those below it. */
  category?: string | number | null | undefined;
  /** Only products sold this way in the viewer's country. */
  channel?: Channel | null | undefined;
  /** Also products that are no longer made. */
  includeDiscontinued?: boolean;
  /** Only products of this sort. */
  kind?: ProductKind | null | undefined;
  /** Only products of this battery platform. */
  platform?: string | null | undefined;
  /** Words that all occur in name, keywords, article number or GTIN; case does not matter. */
  search?: string | null | undefined;
};

/** What sort of product it is. */
export type ProductKind =
  /** Something used with a tool. */
  | 'ACCESSORY'
  /** A battery pack. */
  | 'BATTERY'
  /** A charger for battery packs. */
  | 'CHARGER'
  /** A tool driven by hand. */
  | 'HAND_TOOL'
  /** A tool driven by battery, mains or air. */
  | 'POWER_TOOL'
  /** Several products sold as one. */
  | 'SET'
  /** A part to repair a tool with. */
  | 'SPARE_PART';

/** The order of a product list; equal places are ordered by article number. */
export type ProductSort =
  /** By name in the viewer's language. */
  | 'NAME'
  /** Newest in the catalogue first. */
  | 'NEWEST'
  /** By article number. */
  | 'SKU';

/** Lines that are to go. */
export type RemoveFromCartInput = {
  /** The cart. */
  cartId: string | number;
  /** The lines; all by default. */
  positions?: Array<number> | null | undefined;
  /** The version of the cart that is meant. */
  version: number;
};

/** A cart that becomes a request, for somebody of the company to approve. */
export type RequestOrderInput = {
  /** Whether lines may wait for goods still to come. */
  backOrders?: boolean;
  /** The buyer's own order number, up to 100 characters. */
  buyerReference?: string | null | undefined;
  /** The cart. */
  cartId: string | number;
  /** The version of the cart that is meant. */
  cartVersion: number;
  /** Chosen by the caller, new for each cart; sent again, it answers the same order. */
  key: string | number;
  /** The day the buyer wishes to have the goods, within a year. */
  requestedDate?: string | null | undefined;
  /** Where the goods are to go. */
  shipTo: ShipToInput;
};

/** One delivery of an order. */
export type ShipOrderInput = {
  /** Who carries it. */
  carrier: string;
  /** Chosen by the caller, new for each delivery. */
  key: string | number;
  /** What leaves, each line once. */
  lines: Array<ShippedLineInput>;
  /** Our order number. */
  number: string | number;
  /** The carrier's page for this delivery. */
  trackingUrl?: string | null | undefined;
};

/** Where the goods are to go. */
export type ShipToInput = {
  /** Town. */
  city: string;
  /** Country, ISO 3166-1 alpha-2. */
  country: string;
  /** Recipient. */
  name: string;
  /** Postcode. */
  postcode: string;
  /** Street and house number. */
  street: string;
};

/** What of one line leaves. */
export type ShippedLineInput = {
  /** The line. */
  position: number;
  /** In order units. */
  quantity: number;
};

/** Lines of an order that the warehouse takes in hand. */
export type StartPickingInput = {
  /** Chosen by the caller, new for each call. */
  key: string | number;
  /** Our order number. */
  number: string | number;
  /** The lines; by default all of which anything lies ready. */
  positions?: Array<number> | null | undefined;
};

/** Why stock was not corrected. */
export type StockErrorCode =
  /** Less would be left than is reserved. */
  | 'BELOW_RESERVED'
  /** The key stands for another correction. */
  | 'KEY_REUSED'
  /** The difference is zero. */
  | 'NOTHING_TO_CORRECT'
  /** No reason was given. */
  | 'REASON_REQUIRED'
  /** No stock is kept of the article. */
  | 'UNKNOWN_PRODUCT'
  /** There is no such warehouse. */
  | 'UNKNOWN_WAREHOUSE';

export type AddToCartMutationVariables = Exact<{
  input: AddToCartInput;
}>;


export type AddToCartMutation = { addToCart: { cart: { id: string, name: string | null, version: number, changedAt: string, orderable: boolean, priceMark: string | null, taxRate: string | null, lines: Array<{ position: number, quantity: number, buyerNumber: string | null, lineText: string | null, light: AvailabilityLight | null, promisedDate: string | null, onEnquiry: boolean | null, product: { sku: string, gtin: string | null, name: string, orderable: boolean, discontinued: boolean, media: Array<{ url: string, alt: string, kind: MediaKind }>, units: { base: string, order: string, orderContent: number, price: string, priceContent: number, priceQuantity: number }, orderQuantities: { minimum: number, step: number } | null, successor: { sku: string, name: string } | null } | null, unitNet: { amount: string, currencyCode: string } | null, unitGross: { amount: string, currencyCode: string } | null, lineNet: { amount: string, currencyCode: string } | null, lineGross: { amount: string, currencyCode: string } | null, priceBefore: { amount: string, currencyCode: string } | null, problem: { code: LineProblemCode, message: string, nextQuantity: number | null } | null }>, charges: Array<{ kind: ChargeKind, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null }> | null, netTotal: { amount: string, currencyCode: string } | null, taxTotal: { amount: string, currencyCode: string } | null, grossTotal: { amount: string, currencyCode: string } | null } | null, userErrors: Array<{ code: OrderErrorCode, message: string, path: Array<string>, nextQuantity: number | null }> } };

export type AddressesQueryVariables = Exact<{ [key: string]: never; }>;


export type AddressesQuery = { company: { id: string, addresses: Array<{ id: string, name: string | null, street: string | null, postcode: string | null, city: string | null, country: string | null, isDefault: boolean | null }> | null } | null };

export type CancelOrderMutationVariables = Exact<{
  input: CancelOrderInput;
}>;


export type CancelOrderMutation = { cancelOrder: { order: { number: string, placedAt: string, state: OrderState, buyerReference: string | null, requestedDate: string | null, backOrders: boolean | null, reservedUntil: string | null, cancellable: boolean, taxRate: string | null, company: { id: string, name: string | null } | null, placedBy: { id: string, name: string | null } | null, shipTo: { name: string | null, street: string | null, postcode: string | null, city: string | null, country: string | null } | null, lines: Array<{ position: number, quantity: number, buyerNumber: string | null, lineText: string | null, state: OrderLineState, shippedQuantity: number, backOrderedQuantity: number | null, promisedDate: string | null, cancellable: boolean, product: { sku: string, gtin: string | null, name: string, orderable: boolean, discontinued: boolean, media: Array<{ url: string, alt: string, kind: MediaKind }>, units: { base: string, order: string, orderContent: number, price: string, priceContent: number, priceQuantity: number }, orderQuantities: { minimum: number, step: number } | null, successor: { sku: string, name: string } | null } | null, unitNet: { amount: string, currencyCode: string } | null, unitGross: { amount: string, currencyCode: string } | null, lineNet: { amount: string, currencyCode: string } | null, lineGross: { amount: string, currencyCode: string } | null }>, shipments: Array<{ number: string, shippedAt: string, carrier: string, trackingUrl: string | null, lines: Array<{ position: number, quantity: number }> }>, charges: Array<{ kind: ChargeKind, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null }> | null, netTotal: { amount: string, currencyCode: string } | null, taxTotal: { amount: string, currencyCode: string } | null, grossTotal: { amount: string, currencyCode: string } | null } | null, userErrors: Array<{ code: OrderErrorCode, message: string, path: Array<string>, nextQuantity: number | null }> } };

export type CartQueryVariables = Exact<{
  id?: string | number | null | undefined;
  deliverTo?: string | null | undefined;
}>;


export type CartQuery = { cart: { id: string, name: string | null, version: number, changedAt: string, orderable: boolean, priceMark: string | null, taxRate: string | null, lines: Array<{ position: number, quantity: number, buyerNumber: string | null, lineText: string | null, light: AvailabilityLight | null, promisedDate: string | null, onEnquiry: boolean | null, product: { sku: string, gtin: string | null, name: string, orderable: boolean, discontinued: boolean, media: Array<{ url: string, alt: string, kind: MediaKind }>, units: { base: string, order: string, orderContent: number, price: string, priceContent: number, priceQuantity: number }, orderQuantities: { minimum: number, step: number } | null, successor: { sku: string, name: string } | null } | null, unitNet: { amount: string, currencyCode: string } | null, unitGross: { amount: string, currencyCode: string } | null, lineNet: { amount: string, currencyCode: string } | null, lineGross: { amount: string, currencyCode: string } | null, priceBefore: { amount: string, currencyCode: string } | null, problem: { code: LineProblemCode, message: string, nextQuantity: number | null } | null }>, charges: Array<{ kind: ChargeKind, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null }> | null, netTotal: { amount: string, currencyCode: string } | null, taxTotal: { amount: string, currencyCode: string } | null, grossTotal: { amount: string, currencyCode: string } | null } | null, carts: Array<{ id: string, name: string | null, version: number, changedAt: string }> | null };

export type CategoriesQueryVariables = Exact<{ [key: string]: never; }>;


export type CategoriesQuery = { categories: Array<{ id: string, name: string, parent: { id: string } | null }> };

export type ChangeCartLineMutationVariables = Exact<{
  input: ChangeCartLineInput;
}>;


export type ChangeCartLineMutation = { changeCartLine: { cart: { id: string, name: string | null, version: number, changedAt: string, orderable: boolean, priceMark: string | null, taxRate: string | null, lines: Array<{ position: number, quantity: number, buyerNumber: string | null, lineText: string | null, light: AvailabilityLight | null, promisedDate: string | null, onEnquiry: boolean | null, product: { sku: string, gtin: string | null, name: string, orderable: boolean, discontinued: boolean, media: Array<{ url: string, alt: string, kind: MediaKind }>, units: { base: string, order: string, orderContent: number, price: string, priceContent: number, priceQuantity: number }, orderQuantities: { minimum: number, step: number } | null, successor: { sku: string, name: string } | null } | null, unitNet: { amount: string, currencyCode: string } | null, unitGross: { amount: string, currencyCode: string } | null, lineNet: { amount: string, currencyCode: string } | null, lineGross: { amount: string, currencyCode: string } | null, priceBefore: { amount: string, currencyCode: string } | null, problem: { code: LineProblemCode, message: string, nextQuantity: number | null } | null }>, charges: Array<{ kind: ChargeKind, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null }> | null, netTotal: { amount: string, currencyCode: string } | null, taxTotal: { amount: string, currencyCode: string } | null, grossTotal: { amount: string, currencyCode: string } | null } | null, userErrors: Array<{ code: OrderErrorCode, message: string, path: Array<string>, nextQuantity: number | null }> } };

export type ConfirmationQueryVariables = Exact<{
  number: string | number;
  language?: string | null | undefined;
}>;


export type ConfirmationQuery = { order: { confirmation: { name: string, mediaType: string, content: string } | null } | null };

export type CorrectStockMutationVariables = Exact<{
  input: CorrectStockInput;
}>;


export type CorrectStockMutation = { correctStock: { product: { sku: string, availability: { light: AvailabilityLight | null, quantity: number | null } | null } | null, userErrors: Array<{ code: StockErrorCode, message: string, path: Array<string> }> } };

export type InformationQueryVariables = Exact<{
  search?: string | null | undefined;
}>;


export type InformationQuery = { faq: Array<{ id: string, question: string, answer: string, topic: string }>, pages: Array<{ slug: string, kind: PageKind, title: string }>, legalNotices: Array<{ id: string, title: string, text: string }> };

export type MyOrdersQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  state?: OrderState | null | undefined;
}>;


export type MyOrdersQuery = { orders: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ number: string, placedAt: string, state: OrderState, buyerReference: string | null, reservedUntil: string | null, placedBy: { id: string, name: string | null } | null, netTotal: { amount: string, currencyCode: string } | null, grossTotal: { amount: string, currencyCode: string } | null, lines: Array<{ position: number, state: OrderLineState, promisedDate: string | null, product: { sku: string, name: string } | null }> }> } | null };

export type OrderChangesSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type OrderChangesSubscription = { orderChanged: { at: string, order: { number: string, state: OrderState, cancellable: boolean, reservedUntil: string | null, lines: Array<{ position: number, state: OrderLineState, shippedQuantity: number, backOrderedQuantity: number | null, promisedDate: string | null, cancellable: boolean }> } | null } };

export type OrderPageQueryVariables = Exact<{
  number: string | number;
}>;


export type OrderPageQuery = { order: { number: string, placedAt: string, state: OrderState, buyerReference: string | null, requestedDate: string | null, backOrders: boolean | null, reservedUntil: string | null, cancellable: boolean, taxRate: string | null, company: { id: string, name: string | null } | null, placedBy: { id: string, name: string | null } | null, shipTo: { name: string | null, street: string | null, postcode: string | null, city: string | null, country: string | null } | null, lines: Array<{ position: number, quantity: number, buyerNumber: string | null, lineText: string | null, state: OrderLineState, shippedQuantity: number, backOrderedQuantity: number | null, promisedDate: string | null, cancellable: boolean, product: { sku: string, gtin: string | null, name: string, orderable: boolean, discontinued: boolean, media: Array<{ url: string, alt: string, kind: MediaKind }>, units: { base: string, order: string, orderContent: number, price: string, priceContent: number, priceQuantity: number }, orderQuantities: { minimum: number, step: number } | null, successor: { sku: string, name: string } | null } | null, unitNet: { amount: string, currencyCode: string } | null, unitGross: { amount: string, currencyCode: string } | null, lineNet: { amount: string, currencyCode: string } | null, lineGross: { amount: string, currencyCode: string } | null }>, shipments: Array<{ number: string, shippedAt: string, carrier: string, trackingUrl: string | null, lines: Array<{ position: number, quantity: number }> }>, charges: Array<{ kind: ChargeKind, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null }> | null, netTotal: { amount: string, currencyCode: string } | null, taxTotal: { amount: string, currencyCode: string } | null, grossTotal: { amount: string, currencyCode: string } | null } | null };

export type PlaceOrderMutationVariables = Exact<{
  input: PlaceOrderInput;
}>;


export type PlaceOrderMutation = { placeOrder: { order: { number: string, placedAt: string, state: OrderState, buyerReference: string | null, requestedDate: string | null, backOrders: boolean | null, reservedUntil: string | null, cancellable: boolean, taxRate: string | null, company: { id: string, name: string | null } | null, placedBy: { id: string, name: string | null } | null, shipTo: { name: string | null, street: string | null, postcode: string | null, city: string | null, country: string | null } | null, lines: Array<{ position: number, quantity: number, buyerNumber: string | null, lineText: string | null, state: OrderLineState, shippedQuantity: number, backOrderedQuantity: number | null, promisedDate: string | null, cancellable: boolean, product: { sku: string, gtin: string | null, name: string, orderable: boolean, discontinued: boolean, media: Array<{ url: string, alt: string, kind: MediaKind }>, units: { base: string, order: string, orderContent: number, price: string, priceContent: number, priceQuantity: number }, orderQuantities: { minimum: number, step: number } | null, successor: { sku: string, name: string } | null } | null, unitNet: { amount: string, currencyCode: string } | null, unitGross: { amount: string, currencyCode: string } | null, lineNet: { amount: string, currencyCode: string } | null, lineGross: { amount: string, currencyCode: string } | null }>, shipments: Array<{ number: string, shippedAt: string, carrier: string, trackingUrl: string | null, lines: Array<{ position: number, quantity: number }> }>, charges: Array<{ kind: ChargeKind, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null }> | null, netTotal: { amount: string, currencyCode: string } | null, taxTotal: { amount: string, currencyCode: string } | null, grossTotal: { amount: string, currencyCode: string } | null } | null, cart: { id: string, name: string | null, version: number, changedAt: string, orderable: boolean, priceMark: string | null, taxRate: string | null, lines: Array<{ position: number, quantity: number, buyerNumber: string | null, lineText: string | null, light: AvailabilityLight | null, promisedDate: string | null, onEnquiry: boolean | null, product: { sku: string, gtin: string | null, name: string, orderable: boolean, discontinued: boolean, media: Array<{ url: string, alt: string, kind: MediaKind }>, units: { base: string, order: string, orderContent: number, price: string, priceContent: number, priceQuantity: number }, orderQuantities: { minimum: number, step: number } | null, successor: { sku: string, name: string } | null } | null, unitNet: { amount: string, currencyCode: string } | null, unitGross: { amount: string, currencyCode: string } | null, lineNet: { amount: string, currencyCode: string } | null, lineGross: { amount: string, currencyCode: string } | null, priceBefore: { amount: string, currencyCode: string } | null, problem: { code: LineProblemCode, message: string, nextQuantity: number | null } | null }>, charges: Array<{ kind: ChargeKind, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null }> | null, netTotal: { amount: string, currencyCode: string } | null, taxTotal: { amount: string, currencyCode: string } | null, grossTotal: { amount: string, currencyCode: string } | null } | null, userErrors: Array<{ code: OrderErrorCode, message: string, path: Array<string>, nextQuantity: number | null }> } };

export type ProductAvailabilityQueryVariables = Exact<{
  sku: string | number;
  quantity?: number;
}>;


export type ProductAvailabilityQuery = { product: { sku: string, availability: { light: AvailabilityLight | null, quantity: number | null, asOf: string | null, stale: boolean | null, promise: { date: string | null, onEnquiry: boolean } | null, warehouses: Array<{ quantity: number | null, warehouse: { code: string, name: string } }> | null, expectedReceipts: Array<{ date: string, quantity: number, warehouse: { code: string } }> | null, contingents: Array<{ quantity: number, reserved: number, until: string | null }> | null } | null } | null };

export type ProductListQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: ProductFilter | null | undefined;
  orderBy: ProductSort;
}>;


export type ProductListQuery = { products: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ sku: string, name: string, kind: ProductKind, platform: string | null, channel: Channel, orderable: boolean, discontinued: boolean, orderQuantities: { minimum: number, step: number } | null, media: Array<{ url: string, alt: string, kind: MediaKind }>, price: { direct: { gross: { amount: string, currencyCode: string } | null, net: { amount: string, currencyCode: string } | null } | null, list: { amount: string, currencyCode: string } | null, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null } | null, availability: { light: AvailabilityLight | null } | null }> } };

export type ProductPageQueryVariables = Exact<{
  sku: string | number;
  quantity?: number;
}>;


export type ProductPageQuery = { product: { sku: string, gtin: string | null, name: string, description: string | null, kind: ProductKind, platform: string | null, channel: Channel, orderable: boolean, discontinued: boolean, origin: string | null, customsTariff: string | null, dangerousGoods: string | null, sparePartsUntil: string | null, category: { id: string, name: string, parent: { id: string, name: string } | null } | null, features: Array<{ name: string, value: string, unit: string | null }>, media: Array<{ url: string, alt: string, kind: MediaKind }>, units: { base: string, order: string, orderContent: number, price: string, priceContent: number, priceQuantity: number }, orderQuantities: { minimum: number, step: number } | null, packagings: Array<{ unit: string, content: number, gtin: string | null }>, accessories: Array<{ sku: string, name: string }>, spareParts: Array<{ position: string, quantity: number, part: { sku: string, name: string } }>, successor: { sku: string, name: string } | null, manuals: Array<{ title: string, url: string, language: string }>, serviceDocuments: Array<{ title: string, url: string }> | null, price: { quantity: number, discountGroup: string | null, taxRate: string | null, source: PriceSource | null, margin: string | null, marginBand: MarginBand | null, direct: { gross: { amount: string, currencyCode: string } | null, net: { amount: string, currencyCode: string } | null } | null, recommended: { validFrom: string, label: string, gross: { amount: string, currencyCode: string } } | null, list: { amount: string, currencyCode: string } | null, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null, lineNet: { amount: string, currencyCode: string } | null, lineGross: { amount: string, currencyCode: string } | null, tiers: Array<{ fromQuantity: number, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null }> | null, steps: Array<{ text: string, amount: { amount: string, currencyCode: string } | null }> | null, announced: Array<{ validFrom: string, net: { amount: string, currencyCode: string } | null }> | null, cost: { amount: string, currencyCode: string } | null } | null, availability: { light: AvailabilityLight | null, quantity: number | null, asOf: string | null, stale: boolean | null, promise: { date: string | null, onEnquiry: boolean } | null, warehouses: Array<{ quantity: number | null, warehouse: { code: string, name: string } }> | null, expectedReceipts: Array<{ date: string, quantity: number, warehouse: { code: string } }> | null, contingents: Array<{ quantity: number, reserved: number, until: string | null }> | null } | null } | null };

export type QuickOrderQueryVariables = Exact<{
  text: string;
}>;


export type QuickOrderQuery = { quickOrder: { rows: Array<{ row: number, text: string, number: string | null, lineText: string | null, quantity: number | null, foundBy: FoundBy | null, light: AvailabilityLight | null, promisedDate: string | null, onEnquiry: boolean | null, product: { sku: string, gtin: string | null, name: string, orderable: boolean, discontinued: boolean, media: Array<{ url: string, alt: string, kind: MediaKind }>, units: { base: string, order: string, orderContent: number, price: string, priceContent: number, priceQuantity: number }, orderQuantities: { minimum: number, step: number } | null, successor: { sku: string, name: string } | null } | null, unitNet: { amount: string, currencyCode: string } | null, unitGross: { amount: string, currencyCode: string } | null, lineNet: { amount: string, currencyCode: string } | null, lineGross: { amount: string, currencyCode: string } | null, problem: { code: LineProblemCode, message: string, nextQuantity: number | null } | null }>, netTotal: { amount: string, currencyCode: string } | null, grossTotal: { amount: string, currencyCode: string } | null } | null };

export type RemoveFromCartMutationVariables = Exact<{
  input: RemoveFromCartInput;
}>;


export type RemoveFromCartMutation = { removeFromCart: { cart: { id: string, name: string | null, version: number, changedAt: string, orderable: boolean, priceMark: string | null, taxRate: string | null, lines: Array<{ position: number, quantity: number, buyerNumber: string | null, lineText: string | null, light: AvailabilityLight | null, promisedDate: string | null, onEnquiry: boolean | null, product: { sku: string, gtin: string | null, name: string, orderable: boolean, discontinued: boolean, media: Array<{ url: string, alt: string, kind: MediaKind }>, units: { base: string, order: string, orderContent: number, price: string, priceContent: number, priceQuantity: number }, orderQuantities: { minimum: number, step: number } | null, successor: { sku: string, name: string } | null } | null, unitNet: { amount: string, currencyCode: string } | null, unitGross: { amount: string, currencyCode: string } | null, lineNet: { amount: string, currencyCode: string } | null, lineGross: { amount: string, currencyCode: string } | null, priceBefore: { amount: string, currencyCode: string } | null, problem: { code: LineProblemCode, message: string, nextQuantity: number | null } | null }>, charges: Array<{ kind: ChargeKind, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null }> | null, netTotal: { amount: string, currencyCode: string } | null, taxTotal: { amount: string, currencyCode: string } | null, grossTotal: { amount: string, currencyCode: string } | null } | null, userErrors: Array<{ code: OrderErrorCode, message: string, path: Array<string>, nextQuantity: number | null }> } };

export type RequestOrderMutationVariables = Exact<{
  input: RequestOrderInput;
}>;


export type RequestOrderMutation = { requestOrder: { order: { number: string, placedAt: string, state: OrderState, buyerReference: string | null, requestedDate: string | null, backOrders: boolean | null, reservedUntil: string | null, cancellable: boolean, taxRate: string | null, company: { id: string, name: string | null } | null, placedBy: { id: string, name: string | null } | null, shipTo: { name: string | null, street: string | null, postcode: string | null, city: string | null, country: string | null } | null, lines: Array<{ position: number, quantity: number, buyerNumber: string | null, lineText: string | null, state: OrderLineState, shippedQuantity: number, backOrderedQuantity: number | null, promisedDate: string | null, cancellable: boolean, product: { sku: string, gtin: string | null, name: string, orderable: boolean, discontinued: boolean, media: Array<{ url: string, alt: string, kind: MediaKind }>, units: { base: string, order: string, orderContent: number, price: string, priceContent: number, priceQuantity: number }, orderQuantities: { minimum: number, step: number } | null, successor: { sku: string, name: string } | null } | null, unitNet: { amount: string, currencyCode: string } | null, unitGross: { amount: string, currencyCode: string } | null, lineNet: { amount: string, currencyCode: string } | null, lineGross: { amount: string, currencyCode: string } | null }>, shipments: Array<{ number: string, shippedAt: string, carrier: string, trackingUrl: string | null, lines: Array<{ position: number, quantity: number }> }>, charges: Array<{ kind: ChargeKind, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null }> | null, netTotal: { amount: string, currencyCode: string } | null, taxTotal: { amount: string, currencyCode: string } | null, grossTotal: { amount: string, currencyCode: string } | null } | null, cart: { id: string, name: string | null, version: number, changedAt: string, orderable: boolean, priceMark: string | null, taxRate: string | null, lines: Array<{ position: number, quantity: number, buyerNumber: string | null, lineText: string | null, light: AvailabilityLight | null, promisedDate: string | null, onEnquiry: boolean | null, product: { sku: string, gtin: string | null, name: string, orderable: boolean, discontinued: boolean, media: Array<{ url: string, alt: string, kind: MediaKind }>, units: { base: string, order: string, orderContent: number, price: string, priceContent: number, priceQuantity: number }, orderQuantities: { minimum: number, step: number } | null, successor: { sku: string, name: string } | null } | null, unitNet: { amount: string, currencyCode: string } | null, unitGross: { amount: string, currencyCode: string } | null, lineNet: { amount: string, currencyCode: string } | null, lineGross: { amount: string, currencyCode: string } | null, priceBefore: { amount: string, currencyCode: string } | null, problem: { code: LineProblemCode, message: string, nextQuantity: number | null } | null }>, charges: Array<{ kind: ChargeKind, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null }> | null, netTotal: { amount: string, currencyCode: string } | null, taxTotal: { amount: string, currencyCode: string } | null, grossTotal: { amount: string, currencyCode: string } | null } | null, userErrors: Array<{ code: OrderErrorCode, message: string, path: Array<string>, nextQuantity: number | null }> } };

export type ShipOrderMutationVariables = Exact<{
  input: ShipOrderInput;
}>;


export type ShipOrderMutation = { shipOrder: { order: { number: string, placedAt: string, state: OrderState, buyerReference: string | null, requestedDate: string | null, backOrders: boolean | null, reservedUntil: string | null, cancellable: boolean, taxRate: string | null, company: { id: string, name: string | null } | null, placedBy: { id: string, name: string | null } | null, shipTo: { name: string | null, street: string | null, postcode: string | null, city: string | null, country: string | null } | null, lines: Array<{ position: number, quantity: number, buyerNumber: string | null, lineText: string | null, state: OrderLineState, shippedQuantity: number, backOrderedQuantity: number | null, promisedDate: string | null, cancellable: boolean, product: { sku: string, gtin: string | null, name: string, orderable: boolean, discontinued: boolean, media: Array<{ url: string, alt: string, kind: MediaKind }>, units: { base: string, order: string, orderContent: number, price: string, priceContent: number, priceQuantity: number }, orderQuantities: { minimum: number, step: number } | null, successor: { sku: string, name: string } | null } | null, unitNet: { amount: string, currencyCode: string } | null, unitGross: { amount: string, currencyCode: string } | null, lineNet: { amount: string, currencyCode: string } | null, lineGross: { amount: string, currencyCode: string } | null }>, shipments: Array<{ number: string, shippedAt: string, carrier: string, trackingUrl: string | null, lines: Array<{ position: number, quantity: number }> }>, charges: Array<{ kind: ChargeKind, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null }> | null, netTotal: { amount: string, currencyCode: string } | null, taxTotal: { amount: string, currencyCode: string } | null, grossTotal: { amount: string, currencyCode: string } | null } | null, userErrors: Array<{ code: OrderErrorCode, message: string, path: Array<string>, nextQuantity: number | null }> } };

export type StartPickingMutationVariables = Exact<{
  input: StartPickingInput;
}>;


export type StartPickingMutation = { startPicking: { order: { number: string, placedAt: string, state: OrderState, buyerReference: string | null, requestedDate: string | null, backOrders: boolean | null, reservedUntil: string | null, cancellable: boolean, taxRate: string | null, company: { id: string, name: string | null } | null, placedBy: { id: string, name: string | null } | null, shipTo: { name: string | null, street: string | null, postcode: string | null, city: string | null, country: string | null } | null, lines: Array<{ position: number, quantity: number, buyerNumber: string | null, lineText: string | null, state: OrderLineState, shippedQuantity: number, backOrderedQuantity: number | null, promisedDate: string | null, cancellable: boolean, product: { sku: string, gtin: string | null, name: string, orderable: boolean, discontinued: boolean, media: Array<{ url: string, alt: string, kind: MediaKind }>, units: { base: string, order: string, orderContent: number, price: string, priceContent: number, priceQuantity: number }, orderQuantities: { minimum: number, step: number } | null, successor: { sku: string, name: string } | null } | null, unitNet: { amount: string, currencyCode: string } | null, unitGross: { amount: string, currencyCode: string } | null, lineNet: { amount: string, currencyCode: string } | null, lineGross: { amount: string, currencyCode: string } | null }>, shipments: Array<{ number: string, shippedAt: string, carrier: string, trackingUrl: string | null, lines: Array<{ position: number, quantity: number }> }>, charges: Array<{ kind: ChargeKind, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null }> | null, netTotal: { amount: string, currencyCode: string } | null, taxTotal: { amount: string, currencyCode: string } | null, grossTotal: { amount: string, currencyCode: string } | null } | null, userErrors: Array<{ code: OrderErrorCode, message: string, path: Array<string>, nextQuantity: number | null }> } };

export type StockChangesSubscriptionVariables = Exact<{
  skus: Array<string | number> | string | number;
}>;


export type StockChangesSubscription = { stockChanged: { at: string, product: { sku: string, name: string }, availability: { light: AvailabilityLight | null, quantity: number | null } | null } };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { me: { id: string, name: string | null, email: string | null, functions: Array<string> | null } | null, company: { id: string, name: string | null, kind: CompanyKind, country: string, currencyCode: string } | null };

export type AddressFragment = { name: string | null, street: string | null, postcode: string | null, city: string | null, country: string | null };

export type AmountFragment = { amount: string, currencyCode: string };

export type AvailabilityForViewerFragment = { light: AvailabilityLight | null, quantity: number | null, asOf: string | null, stale: boolean | null, promise: { date: string | null, onEnquiry: boolean } | null, warehouses: Array<{ quantity: number | null, warehouse: { code: string, name: string } }> | null, expectedReceipts: Array<{ date: string, quantity: number, warehouse: { code: string } }> | null, contingents: Array<{ quantity: number, reserved: number, until: string | null }> | null };

export type CartForViewerFragment = { id: string, name: string | null, version: number, changedAt: string, orderable: boolean, priceMark: string | null, taxRate: string | null, lines: Array<{ position: number, quantity: number, buyerNumber: string | null, lineText: string | null, light: AvailabilityLight | null, promisedDate: string | null, onEnquiry: boolean | null, product: { sku: string, gtin: string | null, name: string, orderable: boolean, discontinued: boolean, media: Array<{ url: string, alt: string, kind: MediaKind }>, units: { base: string, order: string, orderContent: number, price: string, priceContent: number, priceQuantity: number }, orderQuantities: { minimum: number, step: number } | null, successor: { sku: string, name: string } | null } | null, unitNet: { amount: string, currencyCode: string } | null, unitGross: { amount: string, currencyCode: string } | null, lineNet: { amount: string, currencyCode: string } | null, lineGross: { amount: string, currencyCode: string } | null, priceBefore: { amount: string, currencyCode: string } | null, problem: { code: LineProblemCode, message: string, nextQuantity: number | null } | null }>, charges: Array<{ kind: ChargeKind, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null }> | null, netTotal: { amount: string, currencyCode: string } | null, taxTotal: { amount: string, currencyCode: string } | null, grossTotal: { amount: string, currencyCode: string } | null };

export type ChargeForViewerFragment = { kind: ChargeKind, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null };

export type LineProblemForViewerFragment = { code: LineProblemCode, message: string, nextQuantity: number | null };

export type OrderErrorFragment = { code: OrderErrorCode, message: string, path: Array<string>, nextQuantity: number | null };

export type OrderForViewerFragment = { number: string, placedAt: string, state: OrderState, buyerReference: string | null, requestedDate: string | null, backOrders: boolean | null, reservedUntil: string | null, cancellable: boolean, taxRate: string | null, company: { id: string, name: string | null } | null, placedBy: { id: string, name: string | null } | null, shipTo: { name: string | null, street: string | null, postcode: string | null, city: string | null, country: string | null } | null, lines: Array<{ position: number, quantity: number, buyerNumber: string | null, lineText: string | null, state: OrderLineState, shippedQuantity: number, backOrderedQuantity: number | null, promisedDate: string | null, cancellable: boolean, product: { sku: string, gtin: string | null, name: string, orderable: boolean, discontinued: boolean, media: Array<{ url: string, alt: string, kind: MediaKind }>, units: { base: string, order: string, orderContent: number, price: string, priceContent: number, priceQuantity: number }, orderQuantities: { minimum: number, step: number } | null, successor: { sku: string, name: string } | null } | null, unitNet: { amount: string, currencyCode: string } | null, unitGross: { amount: string, currencyCode: string } | null, lineNet: { amount: string, currencyCode: string } | null, lineGross: { amount: string, currencyCode: string } | null }>, shipments: Array<{ number: string, shippedAt: string, carrier: string, trackingUrl: string | null, lines: Array<{ position: number, quantity: number }> }>, charges: Array<{ kind: ChargeKind, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null }> | null, netTotal: { amount: string, currencyCode: string } | null, taxTotal: { amount: string, currencyCode: string } | null, grossTotal: { amount: string, currencyCode: string } | null };

export type OrderedProductFragment = { sku: string, gtin: string | null, name: string, orderable: boolean, discontinued: boolean, media: Array<{ url: string, alt: string, kind: MediaKind }>, units: { base: string, order: string, orderContent: number, price: string, priceContent: number, priceQuantity: number }, orderQuantities: { minimum: number, step: number } | null, successor: { sku: string, name: string } | null };

export type PriceForViewerFragment = { quantity: number, discountGroup: string | null, taxRate: string | null, source: PriceSource | null, margin: string | null, marginBand: MarginBand | null, direct: { gross: { amount: string, currencyCode: string } | null, net: { amount: string, currencyCode: string } | null } | null, recommended: { validFrom: string, label: string, gross: { amount: string, currencyCode: string } } | null, list: { amount: string, currencyCode: string } | null, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null, lineNet: { amount: string, currencyCode: string } | null, lineGross: { amount: string, currencyCode: string } | null, tiers: Array<{ fromQuantity: number, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null }> | null, steps: Array<{ text: string, amount: { amount: string, currencyCode: string } | null }> | null, announced: Array<{ validFrom: string, net: { amount: string, currencyCode: string } | null }> | null, cost: { amount: string, currencyCode: string } | null };

export type ProductCardFragment = { sku: string, name: string, kind: ProductKind, platform: string | null, channel: Channel, orderable: boolean, discontinued: boolean, orderQuantities: { minimum: number, step: number } | null, media: Array<{ url: string, alt: string, kind: MediaKind }>, price: { direct: { gross: { amount: string, currencyCode: string } | null, net: { amount: string, currencyCode: string } | null } | null, list: { amount: string, currencyCode: string } | null, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null } | null, availability: { light: AvailabilityLight | null } | null };

export type QuickOrderRowForViewerFragment = { row: number, text: string, number: string | null, lineText: string | null, quantity: number | null, foundBy: FoundBy | null, light: AvailabilityLight | null, promisedDate: string | null, onEnquiry: boolean | null, product: { sku: string, gtin: string | null, name: string, orderable: boolean, discontinued: boolean, media: Array<{ url: string, alt: string, kind: MediaKind }>, units: { base: string, order: string, orderContent: number, price: string, priceContent: number, priceQuantity: number }, orderQuantities: { minimum: number, step: number } | null, successor: { sku: string, name: string } | null } | null, unitNet: { amount: string, currencyCode: string } | null, unitGross: { amount: string, currencyCode: string } | null, lineNet: { amount: string, currencyCode: string } | null, lineGross: { amount: string, currencyCode: string } | null, problem: { code: LineProblemCode, message: string, nextQuantity: number | null } | null };
