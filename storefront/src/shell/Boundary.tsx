import { Button, Text } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "./Page";

/** Keeps the rest of the shop standing when a page breaks. Keyed by the address, it is left behind with the page. */
export class Boundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { t } = useTranslation();
  return (
    <Page title={t("error.title")}>
      <Text>{t("error.broken")}</Text>
      <div><Button onClick={() => location.reload()}>{t("error.reload")}</Button></div>
    </Page>
  );
}
