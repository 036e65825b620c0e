import ids from "../../../frontend-contract/ids.json";
import type * as contract from "../../../frontend-contract/generated/operations";

/** Every stored document the storefront runs, with the types of its variables and its answer. */
export interface Operations {
  AddToCart: { variables: contract.AddToCartMutationVariables; answer: contract.AddToCartMutation };
  Addresses: { variables: contract.AddressesQueryVariables; answer: contract.AddressesQuery };
  CancelOrder: { variables: contract.CancelOrderMutationVariables; answer: contract.CancelOrderMutation };
  Cart: { variables: contract.CartQueryVariables; answer: contract.CartQuery };
  ChangeCartLine: { variables: contract.ChangeCartLineMutationVariables; answer: contract.ChangeCartLineMutation };
  Confirmation: { variables: contract.ConfirmationQueryVariables; answer: contract.ConfirmationQuery };
  MyOrders: { variables: contract.MyOrdersQueryVariables; answer: contract.MyOrdersQuery };
  OrderPage: { variables: contract.OrderPageQueryVariables; answer: contract.OrderPageQuery };
  PlaceOrder: { variables: contract.PlaceOrderMutationVariables; answer: contract.PlaceOrderMutation };
  ProductList: { variables: contract.ProductListQueryVariables; answer: contract.ProductListQuery };
  ProductAvailability: { variables: contract.ProductAvailabilityQueryVariables; answer: contract.ProductAvailabilityQuery };
  ProductPage: { variables: contract.ProductPageQueryVariables; answer: contract.ProductPageQuery };
  QuickOrder: { variables: contract.QuickOrderQueryVariables; answer: contract.QuickOrderQuery };
  RemoveFromCart: { variables: contract.RemoveFromCartMutationVariables; answer: contract.RemoveFromCartMutation };
  RequestOrder: { variables: contract.RequestOrderMutationVariables; answer: contract.RequestOrderMutation };
  Viewer: { variables: contract.ViewerQueryVariables; answer: contract.ViewerQuery };
}

/** Every stored document the storefront follows. */
export interface Subscriptions {
  OrderChanges: { variables: contract.OrderChangesSubscriptionVariables; answer: contract.OrderChangesSubscription };
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
export type Cart = contract.CartForViewerFragment;
export type CartLine = Cart["lines"][number];
export type Charge = contract.ChargeForViewerFragment;
export type LineProblem = contract.LineProblemForViewerFragment;
export type Order = contract.OrderForViewerFragment;
export type OrderLine = Order["lines"][number];
export type OrderInList = NonNullable<contract.MyOrdersQuery["orders"]>["nodes"][number];
export type OrderedProduct = contract.OrderedProductFragment;
export type OrderError = contract.OrderErrorFragment;
export type PostalAddress = contract.AddressFragment;
export type QuickOrder = NonNullable<contract.QuickOrderQuery["quickOrder"]>;
export type QuickOrderRow = contract.QuickOrderRowForViewerFragment;
