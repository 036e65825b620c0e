import { Anchor, Button, Center, Container, Grid, Loader, NumberInput, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useParams } from "react-router";
import type { Product } from "../graphql/operations";
import { run } from "../graphql/run";
import { AddToCart } from "../ordering/AddToCart";
import { signInAddress } from "../session/returning";
import { useRights } from "../session/rights";
import { useViewer } from "../session/session";
import { Failure } from "../shell/Failure";
import { Page } from "../shell/Page";
import { AvailabilityPanel } from "./AvailabilityPanel";
import { useFormats } from "./formats";
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
  const { sku = "" } = useParams();
  const [quantity, setQuantity] = useState(1);
  const [settled] = useDebouncedValue(quantity, 250);
  const page = useQuery({
    queryKey: pageKey(i18n.language, sku, settled),
    queryFn: ({ signal }) => run("ProductPage", { sku, quantity: settled }, signal),
    placeholderData: keepPreviousData,
  });
  const product = page.data?.product;
  const minimum = product?.orderQuantities?.minimum ?? 1;
  const standing = useLiveStock(sku, settled, Boolean(product?.availability));

  // What nobody may order is not proposed: the page begins with the smallest quantity there is.
  useEffect(() => setQuantity((chosen) => Math.max(chosen, minimum)), [minimum]);

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
                {product.price && <PricePanel price={product.price} units={product.units} channel={product.channel} />}
                <Order product={product} quantity={quantity} change={setQuantity} />
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

interface OrderProps {
  product: Product;
  quantity: number;
  change: (quantity: number) => void;
}

/** The quantity asked about, and the way into the cart or what stands in it. */
function Order({ product, quantity, change }: OrderProps) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const unit = useUnits();
  const offered = useOffered(product);
  const { minimum = 1, step = 1 } = product.orderQuantities ?? {};
  return (
    <Stack gap="sm">
      <NumberInput label={`${t("product.quantity")} (${unit(product.units.order)})`} min={1} max={LARGEST} step={step} clampBehavior="strict" allowDecimal={false}
        value={quantity} onChange={(value) => typeof value === "number" && value >= 1 && change(value)}
        description={minimum > 1 || step > 1 ? t("product.minimum", { minimum: count(minimum), step: count(step) }) : undefined} />
      {offered ? <AddToCart sku={product.sku} name={product.name} quantity={quantity} /> : <WhoOrders product={product} />}
    </Stack>
  );
}

/** For an article that is sold: why this viewer finds no way into the cart. */
function WhoOrders({ product: { orderable, discontinued, channel } }: { product: Product }) {
  const { t } = useTranslation();
  const place = useLocation();
  const { fillsCart } = useRights();
  const viewer = useViewer().data;
  if (!viewer || fillsCart || !orderable || discontinued || channel === "ON_ENQUIRY") return null;
  if (viewer.me) return viewer.company && <Text size="sm" c="dimmed">{t("product.notYours")}</Text>;
  return channel !== "DEALERS_ONLY" && <Button component={Link} to={signInAddress(place)} variant="light">{t("product.signIn")}</Button>;
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
