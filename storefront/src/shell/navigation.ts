import { useTranslation } from "react-i18next";
import { useRights } from "../session/rights";

interface Entry {
  to: string;
  text: string;
}

/** The pages the shop offers the person signed in; what he may not do is not offered. */
export function useNavigation(): Entry[] {
  const { t } = useTranslation();
  const { fillsCart, seesOrders } = useRights();
  return [
    { to: "/", text: t("nav.catalogue") },
    ...(fillsCart ? [{ to: "/quick-order", text: t("quick.title") }] : []),
    ...(seesOrders ? [{ to: "/orders", text: t("nav.orders") }] : []),
  ];
}
