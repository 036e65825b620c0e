/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Whether a quantity can be had. */
export type AvailabilityLight =
  /** Now. */
  | 'GREEN'
  /** Neither now nor from any known receipt. */
  | 'RED'
  /** From an expected receipt on. */
  | 'YELLOW';

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

export type CategoriesQueryVariables = Exact<{ [key: string]: never; }>;


export type CategoriesQuery = { categories: Array<{ id: string, name: string, parent: { id: string } | null }> };

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


export type MyOrdersQuery = { orders: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ number: string, placedAt: string, state: OrderState, buyerReference: string | null, netTotal: { amount: string, currencyCode: string } | null, grossTotal: { amount: string, currencyCode: string } | null, lines: Array<{ position: number, quantity: number, state: OrderLineState, product: { sku: string, name: string } | null, lineNet: { amount: string, currencyCode: string } | null }>, shipments: Array<{ number: string, shippedAt: string, carrier: string, trackingUrl: string | null }> }> } | null };

export type ProductListQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: ProductFilter | null | undefined;
  orderBy: ProductSort;
}>;


export type ProductListQuery = { products: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ sku: string, name: string, kind: ProductKind, platform: string | null, channel: Channel, orderable: boolean, discontinued: boolean, media: Array<{ url: string, alt: string, kind: MediaKind }>, price: { direct: { gross: { amount: string, currencyCode: string } | null, net: { amount: string, currencyCode: string } | null } | null, list: { amount: string, currencyCode: string } | null, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null } | null, availability: { light: AvailabilityLight | null } | null }> } };

export type ProductPageQueryVariables = Exact<{
  sku: string | number;
  quantity?: number;
}>;


export type ProductPageQuery = { product: { sku: string, gtin: string | null, name: string, description: string | null, kind: ProductKind, platform: string | null, channel: Channel, orderable: boolean, discontinued: boolean, origin: string | null, customsTariff: string | null, dangerousGoods: string | null, sparePartsUntil: string | null, category: { id: string, name: string, parent: { id: string, name: string } | null } | null, features: Array<{ name: string, value: string, unit: string | null }>, media: Array<{ url: string, alt: string, kind: MediaKind }>, units: { base: string, order: string, orderContent: number, price: string, priceContent: number, priceQuantity: number }, orderQuantities: { minimum: number, step: number } | null, packagings: Array<{ unit: string, content: number, gtin: string | null }>, accessories: Array<{ sku: string, name: string }>, spareParts: Array<{ position: string, quantity: number, part: { sku: string, name: string } }>, successor: { sku: string, name: string } | null, manuals: Array<{ title: string, url: string, language: string }>, serviceDocuments: Array<{ title: string, url: string }> | null, price: { quantity: number, discountGroup: string | null, taxRate: string | null, source: PriceSource | null, margin: string | null, marginBand: MarginBand | null, direct: { gross: { amount: string, currencyCode: string } | null, net: { amount: string, currencyCode: string } | null } | null, recommended: { validFrom: string, label: string, gross: { amount: string, currencyCode: string } } | null, list: { amount: string, currencyCode: string } | null, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null, lineNet: { amount: string, currencyCode: string } | null, lineGross: { amount: string, currencyCode: string } | null, tiers: Array<{ fromQuantity: number, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null }> | null, steps: Array<{ text: string, amount: { amount: string, currencyCode: string } | null }> | null, announced: Array<{ validFrom: string, net: { amount: string, currencyCode: string } | null }> | null, cost: { amount: string, currencyCode: string } | null } | null, availability: { light: AvailabilityLight | null, quantity: number | null, asOf: string | null, stale: boolean | null, promise: { date: string | null, onEnquiry: boolean } | null, warehouses: Array<{ quantity: number | null, warehouse: { code: string, name: string } }> | null, expectedReceipts: Array<{ date: string, quantity: number, warehouse: { code: string } }> | null, contingents: Array<{ quantity: number, reserved: number, until: string | null }> | null } | null } | null };

export type StockChangesSubscriptionVariables = Exact<{
  skus: Array<string | number> | string | number;
}>;


export type StockChangesSubscription = { stockChanged: { at: string, product: { sku: string, name: string }, availability: { light: AvailabilityLight | null, quantity: number | null } | null } };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { me: { id: string, name: string | null, email: string | null, functions: Array<string> | null } | null, company: { id: string, name: string | null, kind: CompanyKind, country: string, currencyCode: string } | null };

export type AmountFragment = { amount: string, currencyCode: string };

export type AvailabilityForViewerFragment = { light: AvailabilityLight | null, quantity: number | null, asOf: string | null, stale: boolean | null, promise: { date: string | null, onEnquiry: boolean } | null, warehouses: Array<{ quantity: number | null, warehouse: { code: string, name: string } }> | null, expectedReceipts: Array<{ date: string, quantity: number, warehouse: { code: string } }> | null, contingents: Array<{ quantity: number, reserved: number, until: string | null }> | null };

export type PriceForViewerFragment = { quantity: number, discountGroup: string | null, taxRate: string | null, source: PriceSource | null, margin: string | null, marginBand: MarginBand | null, direct: { gross: { amount: string, currencyCode: string } | null, net: { amount: string, currencyCode: string } | null } | null, recommended: { validFrom: string, label: string, gross: { amount: string, currencyCode: string } } | null, list: { amount: string, currencyCode: string } | null, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null, lineNet: { amount: string, currencyCode: string } | null, lineGross: { amount: string, currencyCode: string } | null, tiers: Array<{ fromQuantity: number, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null }> | null, steps: Array<{ text: string, amount: { amount: string, currencyCode: string } | null }> | null, announced: Array<{ validFrom: string, net: { amount: string, currencyCode: string } | null }> | null, cost: { amount: string, currencyCode: string } | null };

export type ProductCardFragment = { sku: string, name: string, kind: ProductKind, platform: string | null, channel: Channel, orderable: boolean, discontinued: boolean, media: Array<{ url: string, alt: string, kind: MediaKind }>, price: { direct: { gross: { amount: string, currencyCode: string } | null, net: { amount: string, currencyCode: string } | null } | null, list: { amount: string, currencyCode: string } | null, net: { amount: string, currencyCode: string } | null, gross: { amount: string, currencyCode: string } | null } | null, availability: { light: AvailabilityLight | null } | null };
