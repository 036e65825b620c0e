import { useTranslation } from "react-i18next";
import { usePoliciesOffered } from "../policies/access";
import { useRights } from "../session/rights";

interface Entry {
  to: string;
  text: string;
}

/** The pages the shop offers the person signed in; what he may not do is not offered. */
export function useNavigation(): Entry[] {
  const { t } = useTranslation();
  const { fillsCart, seesOrders } = useRights();
  const policies = usePoliciesOffered();
  return [
    { to: "/", text: t("nav.catalogue") },
    ...(fillsCart ? [{ to: "/quick-order", text: t("quick.title") }] : []),
    ...(seesOrders ? [{ to: "/orders", text: t("nav.orders") }] : []),
    ...(policies ? [policies === "all" ? { to: "/policies", text: t("policies.nav") } : { to: "/policies/explain", text: t("policies.navWhy") }] : []),
  ];
}
