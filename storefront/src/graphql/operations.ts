import ids from "../../../frontend-contract/ids.json";
import type * as contract from "../../../frontend-contract/generated/operations";

/** Every stored document the storefront runs, with the types of its variables and its answer. */
export interface Operations {
  ProductList: { variables: contract.ProductListQueryVariables; answer: contract.ProductListQuery };
  ProductPage: { variables: contract.ProductPageQueryVariables; answer: contract.ProductPageQuery };
  Viewer: { variables: contract.ViewerQueryVariables; answer: contract.ViewerQuery };
}

export function documentId(name: keyof Operations | "StockChanges"): string {
  return ids[name];
}

export type Amount = contract.AmountFragment;
export type Product = NonNullable<contract.ProductPageQuery["product"]>;
export type ProductCardData = contract.ProductCardFragment;
export type Price = contract.PriceForViewerFragment;
export type Availability = contract.AvailabilityForViewerFragment;
