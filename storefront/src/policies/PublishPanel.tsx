import { Button, Paper, Stack, Text, Textarea, Title } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Outcome } from "./api";
import { useChange } from "./changes";
import type { Check } from "./check";
import type { Editing } from "./draft";
import { Refused } from "./Refused";

interface Props {
  editing: Editing;
  check: Check;
  /** Another revision is live than the one that was edited. */
  moved: boolean;
  done: (outcome: Outcome) => void;
}

/** Asks for the reason and publishes what the check has let through. */
export function PublishPanel({ editing, check, moved, done }: Props) {
  const { t } = useTranslation();
  const publish = useChange("publish", done);
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const held = moved ? "moved" : !check.current ? "checking" : check.findings.length > 0 ? "notYet" : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (held || reason.trim() === "") return;
    publish.mutate({ files: editing.files, base: editing.base, reason: reason.trim() });
  }

  return (
    <Paper withBorder p="md" component="form" onSubmit={submit} aria-labelledby="publish">
      <Stack gap="sm" align="flex-start">
        <Title order={2} size="h4" id="publish">{t("policies.publish.title")}</Title>
        <Textarea w="100%" label={t("policies.publish.reason")} description={t("policies.publish.reasonHint")} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)}
          error={asked && reason.trim() === "" && t("policies.publish.needsReason")} />
        <Button type="submit" disabled={held !== null} loading={publish.isPending}>{t("policies.publish.button")}</Button>
        {held && <Text size="sm" c="dimmed">{t(`policies.publish.${held}`)}</Text>}
        {publish.isError && <Refused error={publish.error} again={() => publish.reset()} conflict={t("policies.publish.conflict")} />}
      </Stack>
    </Paper>
  );
}
