import { Alert, Anchor, Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useRights } from "../session/rights";
import { useAddToCart } from "./cart";
import { WayOut } from "./WayOut";

interface Props {
  /** Our article number. */
  sku: string;
  name: string;
  /** In order units. */
  quantity: number;
  /** For cards: small, with the name of the article told to screen readers only. */
  compact?: boolean;
}

/** Puts an article into the cart; nothing for whoever fills no cart. A quantity that cannot be ordered is answered with the next that can. */
export function AddToCart({ sku, name, quantity, compact = false }: Props) {
  const { t } = useTranslation();
  const { fillsCart } = useRights();
  const add = useAddToCart();
  if (!fillsCart) return null;
  const put = (pieces: number) => add.mutate([{ number: sku, quantity: pieces }]);
  return (
    <Stack gap="xs" align="stretch">
      <Button size={compact ? "xs" : "md"} px={compact ? 4 : undefined} variant={compact ? "light" : "filled"} loading={add.isPending} onClick={() => put(quantity)} aria-label={compact ? t("add.of", { name }) : undefined}>
        {t("add.button")}
      </Button>
      <div role="status">
        {add.data?.length === 0 && <Text size="sm">{t("add.done")} <Anchor inherit component={Link} to="/cart">{t("add.toCart")}</Anchor></Text>}
      </div>
      {add.isError && <Alert color="red" role="alert" p="xs">{t("add.failed", { reason: add.error.message })}</Alert>}
      {add.data?.map((error) => <WayOut key={error.path.join()} message={error.message} next={error.nextQuantity} take={put} />)}
    </Stack>
  );
}
