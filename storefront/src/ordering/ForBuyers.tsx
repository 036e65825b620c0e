import { Alert, Anchor, Center, Container, Loader, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useRights } from "../session/rights";
import { useViewer } from "../session/session";
import { Failure } from "../shell/Failure";

/** A page for those who fill carts; everybody else is told why it is not for them and what leads there. */
export function ForBuyers({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation();
  const viewer = useViewer();
  const { fillsCart } = useRights();
  return (
    <Container size="lg" py="lg">
      <title>{`${title} · Hartwerk`}</title>
      <Stack>
        <Title order={1} id="page-title" tabIndex={-1}>{title}</Title>
        {viewer.isPending && <Center py="xl"><Loader /></Center>}
        {viewer.isError && <Failure error={viewer.error} again={() => void viewer.refetch()} />}
        {viewer.isSuccess && !fillsCart && (
          <Alert>
            {viewer.data.me ? t("buying.noFunction") : <>{t("buying.visitor")} <Anchor component={Link} to="/sign-in">{t("session.in")}</Anchor></>}
          </Alert>
        )}
        {fillsCart && children}
      </Stack>
    </Container>
  );
}
