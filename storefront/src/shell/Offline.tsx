import { Alert } from "@mantine/core";
import { useNetwork } from "@mantine/hooks";
import { useTranslation } from "react-i18next";

/** Says that the browser has no connection, on top of whatever still stands on the page. */
export function Offline() {
  const { t } = useTranslation();
  const { online } = useNetwork();
  return <div role="status">{!online && <Alert color="orange" radius={0} py="xs" ta="center">{t("away.offline")}</Alert>}</div>;
}
