import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../catalogue/formats";
import { useUnits } from "../catalogue/units";
import type { Amount, OrderedProduct } from "../graphql/operations";

/** A unit price with the quantity it is for, where that is not one piece. */
export function UnitPrice({ amount, product }: { amount: Amount | null; product: OrderedProduct | null }) {
  const { t } = useTranslation();
  const { money, count } = useFormats();
  const unit = useUnits();
  if (!amount) return null;
  const units = product?.units;
  const per = units && units.priceQuantity > 1 ? t("price.per", { quantity: `${count(units.priceQuantity)} ${unit(units.price)}` }) : null;
  return <Text span size="sm" className="figures nowrap">{money(amount)}{per && <Text span size="xs" c="dimmed" display="block">{per}</Text>}</Text>;
}

/** A quantity with its order unit. */
export function Quantity({ of, product }: { of: number; product: Pick<OrderedProduct, "units"> | null }) {
  const { count } = useFormats();
  const unit = useUnits();
  return <span className="figures nowrap">{count(of)} {product && unit(product.units.order)}</span>;
}
