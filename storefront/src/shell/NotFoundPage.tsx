import { Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { Page } from "./Page";

export function NotFoundPage() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <Page title={t("missing.title")}>
      <Text className="anywhere">{t("missing.text", { address: pathname })}</Text>
      <div><Button component={Link} to="/">{t("missing.home")}</Button></div>
    </Page>
  );
}
