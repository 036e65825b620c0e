import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../session/rights";
import { NotForYou } from "../shell/NotForYou";
import { Page } from "../shell/Page";

/** A page for those who fill carts; everybody else is told who they are. */
export function ForBuyers({ title, back, children }: { title: string; back?: { to: string; text: string }; children: ReactNode }) {
  const { t } = useTranslation();
  const { fillsCart } = useRights();
  return <Page title={title} back={fillsCart ? back : undefined}>{fillsCart ? children : <NotForYou whoMay={t("buying.whoMay")} />}</Page>;
}
