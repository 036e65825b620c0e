import { Anchor, Grid, Paper, Stack, Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Product } from "../graphql/operations";
import { useFormats } from "./formats";
import { useUnits } from "./units";

/** Technical data, what belongs to the article, what there is to read about it, and its spare parts. */
export function ProductDetails({ product }: { product: Product }) {
  const { t } = useTranslation();
  const { day, country } = useFormats();
  const unit = useUnits();
  const facts: [string, string | null][] = [
    ...product.features.map((feature): [string, string] => [feature.name, feature.unit === "C62" ? feature.value : `${feature.value} ${unit(feature.unit)}`.trim()]),
    ...product.packagings.map((box): [string, string | null] => [t("product.box", { content: box.content }), box.gtin && `${t("product.gtin")} ${box.gtin}`]),
    [t("product.origin"), product.origin && country(product.origin)],
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
        <Table variant="vertical" withRowBorders className="on-paper">
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
      <Table className="on-paper">
        <Table.Thead><Table.Tr><Table.Th>{t("product.position")}</Table.Th><Table.Th>{t("product.article")}</Table.Th><Table.Th ta="right">{t("product.quantity")}</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {product.spareParts.map(({ position, quantity, part }) => (
            <Table.Tr key={position}>
              <Table.Td>{position}</Table.Td>
              <Table.Td><Anchor component={Link} to={`/product/${part.sku}`}>{part.name}</Anchor></Table.Td>
              <Table.Td ta="right">{quantity}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
