import { Button, Container, Group, SegmentedControl, Text } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, Route, Routes } from "react-router";
import { ProductListPage } from "../catalogue/ProductListPage";
import { ProductPage } from "../catalogue/ProductPage";
import { SignInPage } from "../session/SignInPage";
import { useSignOut, useViewer } from "../session/session";
import { LANGUAGES } from "../text/language";

const PlaygroundPage = lazy(() => import("../playground/PlaygroundPage"));

export function Shell() {
  return (
    <Routes>
      <Route path="/graphiql" element={<Suspense><PlaygroundPage /></Suspense>} />
      <Route path="*" element={<Shop />} />
    </Routes>
  );
}

function Shop() {
  const { t } = useTranslation();
  return (
    <>
      <a className="skip-link" href="#content">{t("shop.skip")}</a>
      <Masthead />
      <main id="content">
        <Routes>
          <Route path="/" element={<ProductListPage />} />
          <Route path="/product/:sku" element={<ProductPage />} />
          <Route path="/sign-in" element={<SignInPage />} />
        </Routes>
      </main>
    </>
  );
}

function Masthead() {
  const { t, i18n } = useTranslation();
  const viewer = useViewer();
  const signOut = useSignOut();
  const me = viewer.data?.me;
  return (
    <header className="masthead">
      <Container size="lg" py="sm">
        <Group justify="space-between">
          <Link to="/" className="wordmark"><img src="/mark.svg" alt="" width="30" height="30" />Hartwerk</Link>
          <Group gap="md">
            <SegmentedControl size="xs" aria-label="Sprache / Language" value={i18n.language} onChange={(language) => void i18n.changeLanguage(language)}
              data={LANGUAGES.map((language) => ({ value: language, label: language.toUpperCase() }))} />
            {me ? (
              <>
                <Text size="sm" data-testid="who">{[me.name, viewer.data?.company?.name].filter(Boolean).join(" · ")}</Text>
                <Button size="xs" variant="white" onClick={() => signOut.mutate()}>{t("session.out")}</Button>
              </>
            ) : (
              <Button size="xs" variant="white" component={Link} to="/sign-in">{t("session.in")}</Button>
            )}
          </Group>
        </Group>
      </Container>
    </header>
  );
}
