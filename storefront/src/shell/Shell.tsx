import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Route, Routes, useLocation } from "react-router";
import { ProductListPage } from "../catalogue/ProductListPage";
import { ProductPage } from "../catalogue/ProductPage";
import { CartPage } from "../ordering/CartPage";
import { CheckoutPage } from "../ordering/CheckoutPage";
import { OrderPlacedPage } from "../ordering/OrderPlacedPage";
import { QuickOrderPage } from "../ordering/QuickOrderPage";
import { OrderPage } from "../orders/OrderPage";
import { OrdersPage } from "../orders/OrdersPage";
import { SignInPage } from "../session/SignInPage";
import { useSessionWatch } from "../session/watch";
import { useArrival } from "./arrival";
import { Boundary } from "./Boundary";
import { Colophon } from "./Colophon";
import { Masthead } from "./Masthead";
import { NotFoundPage } from "./NotFoundPage";
import { Offline } from "./Offline";

const PoliciesPage = lazy(() => import("../policies/PoliciesPage"));
const PlaygroundPage = lazy(() => import("../playground/PlaygroundPage"));

export function Shell() {
  return (
    <Routes>
      <Route path="/graphiql" element={<Suspense><PlaygroundPage /></Suspense>} />
      <Route path="*" element={<Shop />} />
    </Routes>
  );
}

function Shop() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  useSessionWatch();
  useArrival();
  return (
    <>
      <a className="skip-link" href="#content">{t("shop.skip")}</a>
      <Masthead />
      <Offline />
      <main id="content" tabIndex={-1}>
        <Boundary key={pathname}>
          <Routes>
            <Route path="/" element={<ProductListPage />} />
            <Route path="/product/:sku" element={<ProductPage />} />
            <Route path="/quick-order" element={<QuickOrderPage />} />
            <Route path="/cart" element={<CartPage />} />
            <Route path="/checkout" element={<CheckoutPage />} />
            <Route path="/order-placed/:number" element={<OrderPlacedPage />} />
            <Route path="/orders" element={<OrdersPage />} />
            <Route path="/order/:number" element={<OrderPage />} />
            <Route path="/policies/:tab?" element={<Suspense><PoliciesPage /></Suspense>} />
            <Route path="/sign-in" element={<SignInPage />} />
            <Route path="*" element={<NotFoundPage />} />
          </Routes>
        </Boundary>
      </main>
      <Colophon />
    </>
  );
}
