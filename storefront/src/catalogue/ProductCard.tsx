import { Badge, Group, Paper, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ProductCardData } from "../graphql/operations";
import { AddToCart } from "../ordering/AddToCart";
import { useFormats } from "./formats";
import { Light } from "./Light";
import { useOffered } from "./offered";

export function ProductCard({ product }: { product: ProductCardData }) {
  const { t } = useTranslation();
  const offered = useOffered(product);
  const picture = product.media.find((medium) => medium.kind === "PICTURE");
  return (
    <Paper withBorder p="sm" className="product-card" data-testid="product-card">
      <Link to={`/product/${product.sku}`} className="product-link">
        {picture && <img className="product-picture" src={picture.url} alt={picture.alt} loading="lazy" />}
        <Text fw={600} lh={1.35} className="product-name" lineClamp={4}>{product.name}</Text>
        <Group gap="xs">
          <Text size="xs" c="dimmed">{product.sku}</Text>
          {product.channel !== "BOTH" && <Badge size="xs" variant="light">{t(`channel.${product.channel}`)}</Badge>}
          {!product.orderable && !product.discontinued && <Badge size="xs" color="orange" variant="light" h="auto" maw="100%" styles={{ label: { whiteSpace: "normal" } }}>{t("product.notHere")}</Badge>}
        </Group>
        <Stack gap="xs" className="product-offer">
          <CardPrice product={product} />
          {product.availability?.light && <Light state={product.availability.light} />}
        </Stack>
      </Link>
      {offered && <AddToCart sku={product.sku} name={product.name} quantity={product.orderQuantities?.minimum ?? 1} compact />}
    </Paper>
  );
}

/** One figure: what this buyer pays; without an own price what the manufacturer asks, tax included. No figure says why. */
function CardPrice({ product: { price, channel } }: { product: ProductCardData }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  if (!price) return null;
  if (price.net) return <Figure amount={money(price.net)} note={t("price.net")} />;
  const gross = price.gross ?? price.direct?.gross;
  if (gross) return <Figure amount={money(gross)} note={t("price.gross")} />;
  return <Text size="sm" c="dimmed">{t(channel === "DEALERS_ONLY" ? "price.dealers" : "price.none")}</Text>;
}

function Figure({ amount, note }: { amount: string; note: string }) {
  return <Text className="figures" fw={600}>{amount} <Text span size="xs" c="dimmed" fw={400} className="nowrap">{note}</Text></Text>;
}
