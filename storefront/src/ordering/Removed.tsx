import { Alert, Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CartLine } from "../graphql/operations";
import { useAddToCart } from "./cart";

/** Tells what has just been removed and puts it back on demand. */
export function Removed({ lines, forget }: { lines: CartLine[]; forget: () => void }) {
  const { t } = useTranslation();
  const add = useAddToCart();
  const [first] = lines;
  const restore = () =>
    add.mutate(
      lines.flatMap(({ product, buyerNumber, quantity, lineText }) => (product ? [{ number: buyerNumber ?? product.sku, quantity, lineText }] : [])),
      { onSuccess: (errors) => errors.length === 0 && forget() },
    );
  return (
    <div role="status">
      {first && (
        <Alert color="gray" p="xs">
          <Group justify="space-between">
            <Text size="sm">{lines.length === 1 ? t("cart.removed", { name: first.product?.name ?? t("cart.unknown") }) : t("cart.cleared", { count: lines.length })}</Text>
            <Button size="xs" variant="default" loading={add.isPending} onClick={restore}>{t("cart.undo")}</Button>
          </Group>
          {(add.data ?? []).map((error) => <Text key={error.path.join()} size="sm" c="red.8">{error.message}</Text>)}
          {add.isError && <Text size="sm" c="red.8">{add.error.message}</Text>}
        </Alert>
      )}
    </div>
  );
}
