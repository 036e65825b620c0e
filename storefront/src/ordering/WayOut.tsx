import { Alert, Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface Props {
  message: string;
  /** The next quantity that can be ordered, where that is the way out. */
  next: number | null;
  take: (quantity: number) => void;
}

/** Why something cannot be ordered as it stands, and the quantity that can. */
export function WayOut({ message, next, take }: Props) {
  const { t } = useTranslation();
  return (
    <Alert color="orange" p="xs" role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{message}</Text>
        {next !== null && <Button size="xs" variant="default" onClick={() => take(next)}>{t("buying.take", { quantity: next })}</Button>}
      </Stack>
    </Alert>
  );
}
