import { Alert, Anchor, Button, Paper, PasswordInput, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { Page } from "../shell/Page";
import { DemoPeople } from "./DemoPeople";
import { hasEnded, placeAfter } from "./returning";
import { NotSignedIn, useSignIn } from "./session";

export function SignInPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const signIn = useSignIn();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");

  const enter = (credentials: { email: string; password: string }) =>
    signIn.mutate(credentials, { onSuccess: () => void navigate(placeAfter(query), { replace: true }), onError: () => setPassword("") });

  function submit(event: FormEvent) {
    event.preventDefault();
    enter({ email, password });
  }

  return (
    <Page title={t("session.in")}>
      {hasEnded(query) && <Alert role="status">{t("session.ended")} <Anchor inherit component={Link} to="/" replace>{t("session.without")}</Anchor></Alert>}
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" className="sign-in">
        <Paper withBorder p="lg" component="form" onSubmit={submit} aria-label={t("session.in")}>
          <Stack>
            {signIn.error instanceof NotSignedIn && <Alert color="red" role="alert">{t(`session.refused.${signIn.error.reason}`)}</Alert>}
            <TextInput label={t("session.email")} type="email" autoComplete="username" required value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
            <PasswordInput label={t("session.password")} autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.currentTarget.value)}
              visibilityToggleButtonProps={{ "aria-label": t("session.show") }} />
            <Button type="submit" loading={signIn.isPending}>{t("session.in")}</Button>
          </Stack>
        </Paper>
        <DemoPeople signIn={enter} />
      </SimpleGrid>
    </Page>
  );
}
