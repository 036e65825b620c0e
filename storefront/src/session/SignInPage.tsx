import { Alert, Button, Container, Paper, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useSignIn } from "./session";

export function SignInPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const signIn = useSignIn();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");

  async function submit(event: FormEvent) {
    event.preventDefault();
    await signIn.mutateAsync({ email, password }).then(() => navigate("/"), () => setPassword(""));
  }

  return (
    <Container size="xs" py="xl">
      <Paper withBorder p="xl" component="form" onSubmit={submit}>
        <Stack>
          <Title order={1} size="h2">{t("session.in")}</Title>
          {signIn.isError && <Alert color="red" role="alert">{t("session.refused")}</Alert>}
          <TextInput label={t("session.email")} type="email" autoComplete="username" required value={email}
            onChange={(event) => setEmail(event.currentTarget.value)} />
          <PasswordInput label={t("session.password")} autoComplete="current-password" required value={password}
            onChange={(event) => setPassword(event.currentTarget.value)} />
          <Button type="submit" loading={signIn.isPending}>{t("session.in")}</Button>
          <Text size="sm" c="dimmed">{t("session.demo")}</Text>
        </Stack>
      </Paper>
    </Container>
  );
}
