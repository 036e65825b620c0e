import { Alert, Anchor, Badge, Center, Container, Grid, Group, Loader, NumberInput, Paper, Stack, Table, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { Product } from "../graphql/operations";
import { run } from "../graphql/run";
import { Failure } from "../shell/Failure";
import { AvailabilityPanel } from "./AvailabilityPanel";
import { useFormats } from "./formats";
import { PricePanel } from "./PricePanel";
import { useUnits } from "./units";

const LARGEST = 100_000;

export function ProductPage() {
  const { t, i18n } = useTranslation();
  const unit = useUnits();
  const { sku = "" } = useParams();
  const [quantity, setQuantity] = useState(1);
  const [settled] = useDebouncedValue(quantity, 250);
  const page = useQuery({
    queryKey: ["ProductPage", i18n.language, sku, settled],
    queryFn: ({ signal }) => run("ProductPage", { sku, quantity: settled }, signal),
    placeholderData: keepPreviousData,
  });
  const product = page.data?.product;

  return (
    <Container size="lg" py="lg">
      <Stack>
        <Anchor component={Link} to="/" size="sm">← {t("product.back")}</Anchor>
        {page.isPending && <Center py="xl"><Loader /></Center>}
        {page.isError && <Failure error={page.error} again={() => void page.refetch()} />}
        {page.isSuccess && !product && <Alert>{t("product.missing")}</Alert>}
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
                {product.price && <PricePanel price={product.price} units={product.units} channel={product.channel} />}
                {product.availability && <AvailabilityPanel availability={product.availability} />}
              </Stack>
            </Grid.Col>
            <Grid.Col span={12}>
              <Details product={product} />
            </Grid.Col>
          </Grid>
        )}
      </Stack>
    </Container>
  );
}

function Presentation({ product }: { product: Product }) {
  const { t } = useTranslation();
  const picture = product.media.find((medium) => medium.kind === "PICTURE");
  return (
    <Stack>
      <Title order={1}>{product.name}</Title>
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

function Details({ product }: { product: Product }) {
  const { t } = useTranslation();
  const { day } = useFormats();
  const unit = useUnits();
  const facts: [string, string | null][] = [
    ...product.features.map((feature): [string, string] => [feature.name, feature.unit === "C62" ? feature.value : `${feature.value} ${unit(feature.unit)}`.trim()]),
    ...product.packagings.map((box): [string, string | null] => [t("product.box", { content: box.content }), box.gtin && `${t("product.gtin")} ${box.gtin}`]),
    [t("product.origin"), product.origin],
    [t("product.tariff"), product.customsTariff],
    [t("product.dangerous"), product.dangerousGoods],
    [t("product.until"), product.sparePartsUntil && day(product.sparePartsUntil)],
  ];
  const documents = [
    ...product.manuals.map((manual) => ({ title: `${manual.title} (${manual.language.toUpperCase()})`, url: manual.url })),
    ...(product.serviceDocuments ?? []),
  ];
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, sm: 6 }}>
        <Title order={2} size="h3" mb="xs">{t("product.features")}</Title>
        <Table variant="vertical" withRowBorders>
          <Table.Tbody>
            {facts.filter(([, value]) => value).map(([name, value]) => (
              <Table.Tr key={name}><Table.Th>{name}</Table.Th><Table.Td>{value}</Table.Td></Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Grid.Col>
      <Grid.Col span={{ base: 12, sm: 6 }}>
        <Stack>
          {product.accessories.length > 0 && (
            <section>
              <Title order={2} size="h3" mb="xs">{t("product.accessories")}</Title>
              {product.accessories.map((part) => (
                <Text key={part.sku}><Anchor component={Link} to={`/product/${part.sku}`}>{part.name}</Anchor> <Text span size="xs" c="dimmed">{part.sku}</Text></Text>
              ))}
            </section>
          )}
          {documents.length > 0 && (
            <section>
              <Title order={2} size="h3" mb="xs">{t("product.manuals")}</Title>
              {documents.map((document) => <Text key={document.url}><Anchor href={document.url}>{document.title}</Anchor></Text>)}
            </section>
          )}
        </Stack>
      </Grid.Col>
      {product.spareParts.length > 0 && <Grid.Col span={12}><PartsList product={product} /></Grid.Col>}
    </Grid>
  );
}

function PartsList({ product }: { product: Product }) {
  const { t } = useTranslation();
  const drawing = product.media.find((medium) => medium.kind === "DRAWING");
  return (
    <section>
      <Title order={2} size="h3" mb="xs">{t("product.parts")}</Title>
      {drawing && <Paper withBorder mb="sm"><img className="product-picture" src={drawing.url} alt={drawing.alt} /></Paper>}
      <Table>
        <Table.Thead><Table.Tr><Table.Th>{t("product.position")}</Table.Th><Table.Th>{t("product.article")}</Table.Th><Table.Th>{t("product.quantity")}</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {product.spareParts.map(({ position, quantity, part }) => (
            <Table.Tr key={position}>
              <Table.Td>{position}</Table.Td>
              <Table.Td><Anchor component={Link} to={`/product/${part.sku}`}>{part.name}</Anchor></Table.Td>
              <Table.Td>{quantity}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
