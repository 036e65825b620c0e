import { Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useRights } from "../session/rights";
import { useCart } from "./cart";

/** The way to the cart with the number of its lines, for the masthead; nothing for whoever fills no cart. */
export function CartLink() {
  const { t } = useTranslation();
  const { fillsCart } = useRights();
  const count = useCart().data?.lines.length ?? 0;
  if (!fillsCart) return null;
  return (
    <Button size="xs" variant="white" component={Link} to="/cart" aria-label={t("cart.link", { count })} data-testid="cart-link">
      {t("cart.title")}{count > 0 && <Text span size="xs" fw={700} ml={6} className="figures">{count}</Text>}
    </Button>
  );
}
