import { Alert, Anchor, Button, Stack, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useFormats } from "../catalogue/formats";
import { useUnits } from "../catalogue/units";
import type { Cart, CartLine, OrderError } from "../graphql/operations";
import { ownLine, ownUnit } from "./amounts";
import { useChangeCart, type LineChange } from "./cart";
import { Delivery } from "./Delivery";
import { UnitPrice } from "./Figures";
import { LineText } from "./LineText";
import { usePriceHeads } from "./priceHeads";
import { PriceDifference } from "./PriceDifference";
import { Quiet } from "./Quiet";
import { QuantityField } from "./QuantityField";
import { WayOut } from "./WayOut";

interface Props {
  cart: Cart;
  /** Answers that concern the cart as a whole, such as that it has changed elsewhere. */
  refused: (errors: OrderError[]) => void;
  remove: (line: CartLine) => void;
}

/** The lines of the cart: a table where there is room for one, otherwise a card for each. */
export function CartLines({ cart, refused, remove }: Props) {
  const { t } = useTranslation();
  const priced = cart.lines.some(ownLine);
  const heads = usePriceHeads(cart.lines);
  return (
    <Table className="lines" verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("buying.article")}</Table.Th>
          <Table.Th>{t("buying.delivery")}</Table.Th>
          {priced && <Table.Th ta="right">{heads.unitPrice}</Table.Th>}
          <Table.Th>{t("buying.quantity")}</Table.Th>
          {priced && <Table.Th ta="right">{heads.amount}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {cart.lines.map((line) => <Line key={line.position} line={line} priced={priced} refused={refused} remove={remove} />)}
      </Table.Tbody>
    </Table>
  );
}

/** Errors a line shows itself; all others concern the cart. */
const OF_THE_LINE = ["QUANTITY_NOT_VALID", "TEXT_TOO_LONG", "NOT_ORDERABLE", "LINE_NOT_ORDERABLE"];

function Line({ line, priced, refused, remove }: { line: CartLine; priced: boolean } & Pick<Props, "refused" | "remove">) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const unit = useUnits();
  const change = useChangeCart();
  const { product, position } = line;
  const name = product?.name ?? t("cart.unknown");
  const amount = ownLine(line);
  const own = change.data?.filter((error) => OF_THE_LINE.includes(error.code)) ?? [];
  const send = (wanted: LineChange) =>
    change.mutate(wanted, { onSuccess: (errors) => refused(errors.filter((error) => !OF_THE_LINE.includes(error.code))) });
  const take = (pieces: number) => send({ position, quantity: pieces });

  return (
    <Table.Tr id={`line-${position}`} tabIndex={-1} data-testid="cart-line" data-problem={line.problem !== null}>
      <Table.Td className="wide">
        <Stack gap={2}>
          {product ? <Anchor component={Link} to={`/product/${product.sku}`} fw={600} size="sm">{name}</Anchor> : <Text size="sm">{name}</Text>}
          <Text size="xs" c="dimmed">{product?.sku}{line.buyerNumber && ` · ${t("buying.yourNumber", { number: line.buyerNumber })}`}</Text>
          <LineText name={name} value={line.lineText} commit={(lineText) => send({ position, lineText })}>
            <Quiet onClick={() => remove(line)} label={t("cart.removeOf", { name })}>{t("cart.remove")}</Quiet>
          </LineText>
          <PriceDifference line={line} />
          {line.problem && own.length === 0 && <WayOut message={line.problem.message} next={line.problem.nextQuantity} take={take} />}
          {own.map((error) => <WayOut key={error.code} message={error.message} next={error.nextQuantity} take={take} />)}
          {change.isError && (
            <Alert color="red" role="alert" p="xs">
              <Stack gap="xs" align="flex-start">
                <Text size="sm">{t("cart.refused", { reason: change.error.message })}</Text>
                <Button size="xs" variant="default" onClick={() => send(change.variables)}>{t("cart.again")}</Button>
              </Stack>
            </Alert>
          )}
        </Stack>
      </Table.Td>
      <Table.Td><Delivery of={line} /></Table.Td>
      {priced && <Table.Td ta="right" data-label={t("buying.unitPrice")}><UnitPrice amount={ownUnit(line)} product={product} /></Table.Td>}
      <Table.Td>
        <div className="line-quantity">
          <QuantityField label={t("cart.quantityOf", { name })} value={line.quantity} quantities={product?.orderQuantities ?? null} error={own.some((error) => error.code === "QUANTITY_NOT_VALID")} pending={change.isPending} commit={take} />
          <Text size="xs" c="dimmed">{product && unit(product.units.order)}</Text>
        </div>
      </Table.Td>
      {priced && (
        <Table.Td ta="right">
          <Text size="sm" fw={600} className="figures nowrap" c={change.isPending ? "dimmed" : undefined}>{amount ? money(amount) : "–"}</Text>
        </Table.Td>
      )}
    </Table.Tr>
  );
}
