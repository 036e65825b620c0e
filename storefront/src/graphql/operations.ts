import ids from "../../../frontend-contract/ids.json";
import type * as contract from "../../../frontend-contract/generated/operations";

/** Every stored document the storefront runs, with the types of its variables and its answer. */
export interface Operations {
  ProductList: { variables: contract.ProductListQueryVariables; answer: contract.ProductListQuery };
  ProductAvailability: { variables: contract.ProductAvailabilityQueryVariables; answer: contract.ProductAvailabilityQuery };
  ProductPage: { variables: contract.ProductPageQueryVariables; answer: contract.ProductPageQuery };
  Viewer: { variables: contract.ViewerQueryVariables; answer: contract.ViewerQuery };
}

/** Every stored document the storefront follows. */
export interface Subscriptions {
  StockChanges: { variables: contract.StockChangesSubscriptionVariables; answer: contract.StockChangesSubscription };
}

export function documentId(name: keyof Operations | keyof Subscriptions): string {
  return ids[name];
}

export type Amount = contract.AmountFragment;
export type Product = NonNullable<contract.ProductPageQuery["product"]>;
export type ProductCardData = contract.ProductCardFragment;
export type Price = contract.PriceForViewerFragment;
export type Availability = contract.AvailabilityForViewerFragment;
