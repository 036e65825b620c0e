import { Container, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRights } from "../session/rights";

/** The foot of every page: what the prices of the shop contain and what is added to them, for whoever looks. */
export function Colophon() {
  const { t } = useTranslation();
  const { seesOrders, isPrivate } = useRights();
  return (
    <footer className="colophon">
      <Container size="lg"><Text size="xs" c="dimmed">{t(seesOrders && !isPrivate ? "shop.pricesNet" : "shop.pricesGross")}</Text></Container>
    </footer>
  );
}
