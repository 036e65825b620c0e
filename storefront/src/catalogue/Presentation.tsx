import { Alert, Anchor, Badge, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Product } from "../graphql/operations";

/** Name, numbers, picture and description of an article, and what stands in the way of ordering it. */
export function Presentation({ product }: { product: Product }) {
  const { t } = useTranslation();
  const picture = product.media.find((medium) => medium.kind === "PICTURE");
  return (
    <Stack>
      <Title order={1} id="page-title" tabIndex={-1}>{product.name}</Title>
      <Group gap="xs">
        <Text size="sm" c="dimmed">{t("product.number")} {product.sku}</Text>
        {product.gtin && <Text size="sm" c="dimmed">{t("product.gtin")} {product.gtin}</Text>}
        {product.platform && <Badge variant="light">{product.platform}</Badge>}
        <Badge variant="outline">{t(`channel.${product.channel}`)}</Badge>
      </Group>
      {product.discontinued && (
        <Alert color="orange">
          {t("product.discontinued")}
          {product.successor && <> – {t("product.successor")}: <Anchor component={Link} to={`/product/${product.successor.sku}`}>{product.successor.name}</Anchor></>}
        </Alert>
      )}
      {!product.orderable && !product.discontinued && <Alert color="orange">{t("product.notHere")}</Alert>}
      {picture && <Paper withBorder><img className="product-picture" src={picture.url} alt={picture.alt} /></Paper>}
      {product.description && <Text>{product.description}</Text>}
    </Stack>
  );
}
