import { Alert, Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { GatewayError } from "../graphql/run";

export function Failure({ error, again }: { error: Error; again: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" title={t("error.title")} role="alert">
      <Stack align="flex-start" gap="xs">
        <Text size="sm">{error.message}</Text>
        {error instanceof GatewayError && error.requestId && <Text size="xs" c="dimmed">{t("error.id", { id: error.requestId })}</Text>}
        <Button size="xs" variant="light" color="red" onClick={again}>{t("error.again")}</Button>
      </Stack>
    </Alert>
  );
}
