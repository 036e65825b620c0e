import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../session/rights";
import { NotForYou } from "../shell/NotForYou";
import { Page } from "../shell/Page";

/** A page for those who fill carts; everybody else is told who they are. */
export function ForBuyers({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation();
  const { fillsCart } = useRights();
  return <Page title={title}>{fillsCart ? children : <NotForYou whoMay={t("buying.whoMay")} />}</Page>;
}
