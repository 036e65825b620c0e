import { Alert, Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { GatewayError } from "../graphql/run";

/** What failed, the number under which support finds it, and another attempt. Without an answer at all the connection is to blame. */
export function Failure({ error, again }: { error: Error; again: () => void }) {
  const { t } = useTranslation();
  const away = error instanceof GatewayError && error.unreachable;
  return (
    <Alert color={away ? "orange" : "red"} title={t(away ? "away.title" : "error.title")} role="alert" data-testid="failure">
      <Stack align="flex-start" gap="xs">
        <Text size="sm">{away ? t("away.text") : error.message}</Text>
        {error instanceof GatewayError && error.requestId && <Text size="xs" c="dimmed">{t("error.id", { id: error.requestId })}</Text>}
        <Button size="xs" variant="default" onClick={again}>{t("error.again")}</Button>
      </Stack>
    </Alert>
  );
}
