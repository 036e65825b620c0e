import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Where a price is expected by whoever does not know that his functions do not show it. */
export function NoPrices() {
  const { t } = useTranslation();
  return <Text size="sm" c="dimmed" data-testid="no-prices">{t("sums.hidden")}</Text>;
}
