import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** The availability light, never by colour alone. */
export function Light({ state }: { state: "GREEN" | "YELLOW" | "RED" }) {
  const { t } = useTranslation();
  return (
    <Text component="span" size="sm" className="lit" data-testid="light">
      <span className={`light light-${state}`} aria-hidden="true" />
      <span>{t(`stock.${state}`)}</span>
    </Text>
  );
}
