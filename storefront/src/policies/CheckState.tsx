import { Alert, Loader, Paper, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Failure } from "../shell/Failure";
import type { Check } from "./check";
import { Findings } from "./Findings";

/** What the check says of what stands in the editor. */
export function CheckState({ check }: { check: Check }) {
  const { t } = useTranslation();
  const { findings, current, error } = check;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="check" data-testid="check">
      <Stack gap="sm">
        <Title order={2} size="h4" id="check">{t("policies.check.title")}</Title>
        <div role="status">
          {!error && !current && <Text size="sm" c="dimmed"><Loader size={12} mr={8} />{t("policies.check.running")}</Text>}
          {current && findings.length === 0 && <Alert color="works" p="xs">{t("policies.check.good")}</Alert>}
          {current && findings.length > 0 && <Text size="sm" fw={600} c="red.9">{t("policies.check.bad", { count: findings.length })}</Text>}
        </div>
        {error && <><Text size="sm">{t("policies.check.stopped")}</Text><Failure error={error} again={check.again} /></>}
        {findings.length > 0 && <Findings findings={findings} />}
      </Stack>
    </Paper>
  );
}
