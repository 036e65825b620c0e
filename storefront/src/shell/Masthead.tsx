import { Burger, Button, Container, Group, SegmentedControl, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, useLocation } from "react-router";
import { CartLink } from "../ordering/CartLink";
import { signInAddress } from "../session/returning";
import { useSignOut, useViewer } from "../session/session";
import { LANGUAGES } from "../text/language";
import { useNavigation } from "./navigation";

/** Where one is, where one can go and who one is; on a phone behind a menu button. */
export function Masthead() {
  const { t } = useTranslation();
  const [open, menu] = useDisclosure(false);
  const button = useRef<HTMLButtonElement>(null);
  const place = useLocation();
  useEffect(() => menu.close(), [place.pathname]);

  function leave(event: KeyboardEvent) {
    if (event.key !== "Escape" || !open) return;
    menu.close();
    button.current?.focus();
  }

  return (
    <header className="masthead" onKeyDown={leave}>
      <Container size="lg" py="sm" className="masthead-row">
        <Link to="/" className="wordmark"><img src="/mark.svg" alt="" width="30" height="30" />Hartwerk</Link>
        <div className="to-cart"><CartLink /></div>
        <Burger ref={button} className="menu-button" color="white" size="sm" opened={open} onClick={menu.toggle} aria-expanded={open} aria-controls="menu" aria-label={t(open ? "nav.close" : "nav.menu")} />
        <div id="menu" className="menu" data-open={open}>
          <Pages />
          <Group gap="sm" className="account">
            <Language />
            <Account />
          </Group>
        </div>
      </Container>
    </header>
  );
}

function Pages() {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("nav.main")}>
      <ul className="pages">
        {useNavigation().map(({ to, text }) => <li key={to}><NavLink to={to} end={to === "/"}>{text}</NavLink></li>)}
      </ul>
    </nav>
  );
}

function Language() {
  const { t, i18n } = useTranslation();
  return (
    <SegmentedControl size="xs" aria-label={t("nav.language")} value={i18n.language} onChange={(language) => void i18n.changeLanguage(language)}
      data={LANGUAGES.map((language) => ({ value: language, label: language.toUpperCase() }))} />
  );
}

function Account() {
  const { t } = useTranslation();
  const { data: viewer } = useViewer();
  const signOut = useSignOut();
  const place = useLocation();
  if (!viewer) return null;
  if (!viewer.me) return <Button size="xs" variant="white" component={Link} to={signInAddress(place)}>{t("session.in")}</Button>;
  return (
    <>
      <div className="who" data-testid="who">
        <Text size="sm" fw={600} truncate>{viewer.me.name}</Text>
        {viewer.company?.name !== viewer.me.name && <Text size="xs" truncate>{viewer.company?.name}</Text>}
      </div>
      <Button size="xs" variant="white" loading={signOut.isPending} onClick={() => signOut.mutate()}>{t("session.out")}</Button>
    </>
  );
}
