import { Alert, Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Operations, Order, OrderLine } from "../graphql/operations";
import { run } from "../graphql/run";
import { Quantity } from "../ordering/Figures";
import { newKey } from "../ordering/keys";

/** What is to be cancelled: a line, or everything that still can be. */
export type Cancelled = OrderLine | "all";

interface Props {
  order: Order;
  asked: Cancelled | null;
  leave: () => void;
  done: (what: Cancelled) => void;
}

/** Asks once more before anything is cancelled, names exactly what, and says why it could not be. */
export function Cancelling({ order, asked, leave, done }: Props) {
  const { t } = useTranslation();
  const cancel = useCancel(order.number);
  const all = asked === "all";
  const lines = all ? order.lines.filter((line) => line.cancellable) : asked ? [asked] : [];
  const request = all && order.state === "AWAITING";

  function close() {
    cancel.reset();
    leave();
  }

  function confirm() {
    if (asked === null) return;
    cancel.mutate(asked === "all" ? null : [asked.position], { onSuccess: (errors) => errors.length === 0 && done(asked) });
  }

  return (
    <Modal opened={asked !== null} onClose={close} title={t(request ? "orders.withdraw" : all ? "orders.cancelAll" : "orders.cancel")} closeButtonProps={{ "aria-label": t("orders.keep") }}>
      <Stack>
        <Text size="sm">{t(request ? "orders.withdrawText" : "orders.cancelText")}</Text>
        <List size="sm">
          {lines.map((line) => (
            <List.Item key={line.position}><Quantity of={line.quantity - line.shippedQuantity} product={line.product} /> {line.product?.name ?? t("cart.unknown")}</List.Item>
          ))}
        </List>
        {cancel.isError && <Alert color="red" role="alert">{t("orders.notCancelled")} {cancel.error.message}</Alert>}
        {cancel.data?.map((error) => <Alert key={error.code} color="red" role="alert">{error.message}</Alert>)}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>{t("orders.keep")}</Button>
          <Button color="red" loading={cancel.isPending} onClick={confirm}>{t(request ? "orders.withdraw" : "orders.cancel")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Cancels lines, or with null all that can be. The key stays until the same wish has been answered. */
function useCancel(number: string) {
  const { i18n } = useTranslation();
  const queries = useQueryClient();
  const unanswered = useRef<{ wish: string; key: string } | null>(null);
  return useMutation({
    mutationFn: async (positions: number[] | null) => {
      const wish = JSON.stringify(positions);
      if (unanswered.current?.wish !== wish) unanswered.current = { wish, key: newKey() };
      const { cancelOrder } = await run("CancelOrder", { input: { key: unanswered.current.key, number, positions } });
      if (!cancelOrder.userErrors.some((error) => error.code === "IN_PROGRESS")) unanswered.current = null;
      if (cancelOrder.order) queries.setQueryData<Operations["OrderPage"]["answer"]>(["OrderPage", i18n.language, number], { order: cancelOrder.order });
      void queries.invalidateQueries({ queryKey: ["MyOrders"] });
      return cancelOrder.userErrors;
    },
  });
}
