import { Anchor, Button, Center, Container, Grid, Loader, NumberInput, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { Product } from "../graphql/operations";
import { run } from "../graphql/run";
import { AddToCart } from "../ordering/AddToCart";
import { Failure } from "../shell/Failure";
import { Page } from "../shell/Page";
import { AvailabilityPanel } from "./AvailabilityPanel";
import { LiveMark } from "./LiveMark";
import { pageKey, useLiveStock } from "./liveStock";
import { useOffered } from "./offered";
import { Presentation } from "./Presentation";
import { PricePanel } from "./PricePanel";
import { ProductDetails } from "./ProductDetails";
import { useUnits } from "./units";

const LARGEST = 100_000;

export function ProductPage() {
  const { t, i18n } = useTranslation();
  const unit = useUnits();
  const { sku = "" } = useParams();
  const [quantity, setQuantity] = useState(1);
  const [settled] = useDebouncedValue(quantity, 250);
  const page = useQuery({
    queryKey: pageKey(i18n.language, sku, settled),
    queryFn: ({ signal }) => run("ProductPage", { sku, quantity: settled }, signal),
    placeholderData: keepPreviousData,
  });
  const product = page.data?.product;
  const standing = useLiveStock(sku, settled, Boolean(product?.availability));

  if (page.isSuccess && !product) return <Missing sku={sku} />;
  return (
    <Container size="lg" py="lg">
      <title>{`${product?.name ?? sku} · Hartwerk`}</title>
      <Stack>
        <Anchor component={Link} to="/" size="sm">← {t("product.back")}</Anchor>
        {page.isPending && <Center py="xl"><Loader /></Center>}
        {page.isError && <Failure error={page.error} again={() => void page.refetch()} />}
        {product && (
          <Grid gap="xl">
            <Grid.Col span={{ base: 12, sm: 7 }}>
              <Presentation product={product} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, sm: 5 }}>
              <Stack>
                <NumberInput label={`${t("product.quantity")} (${unit(product.units.order)})`} min={1} max={LARGEST} clampBehavior="strict" allowDecimal={false}
                  value={quantity} onChange={(value) => typeof value === "number" && value >= 1 && setQuantity(value)}
                  description={product.orderQuantities && product.orderQuantities.minimum > 1 ? t("product.minimum", product.orderQuantities) : undefined} />
                <Order product={product} quantity={quantity} />
                {product.price && <PricePanel price={product.price} units={product.units} channel={product.channel} />}
                {product.availability && <AvailabilityPanel availability={product.availability} live={<LiveMark standing={standing} asked={page.dataUpdatedAt} />} />}
              </Stack>
            </Grid.Col>
            <Grid.Col span={12}>
              <ProductDetails product={product} />
            </Grid.Col>
          </Grid>
        )}
      </Stack>
    </Container>
  );
}

function Order({ product, quantity }: { product: Product; quantity: number }) {
  return useOffered(product) && <AddToCart sku={product.sku} name={product.name} quantity={quantity} />;
}

function Missing({ sku }: { sku: string }) {
  const { t } = useTranslation();
  return (
    <Page title={t("product.missing")}>
      <Text className="anywhere">{t("product.missingText", { sku })}</Text>
      <div><Button component={Link} to="/">{t("missing.home")}</Button></div>
    </Page>
  );
}
