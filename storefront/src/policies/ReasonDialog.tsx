import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "./Refused";

interface Props {
  title: string;
  text: string;
  button: string;
  pending: boolean;
  error: Error | null;
  confirm: (reason: string) => void;
  leave: () => void;
}

/** Asks for the reason before something is done that others will read of. */
export function ReasonDialog({ title, text, button, pending, error, confirm, leave }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (reason.trim() !== "") confirm(reason.trim());
  }

  return (
    <Modal opened onClose={leave} title={title} closeButtonProps={{ "aria-label": t("policies.history.cancel") }}>
      <Stack component="form" onSubmit={submit}>
        <Text size="sm">{text}</Text>
        <Textarea data-autofocus label={t("policies.publish.reason")} description={t("policies.publish.reasonHint")} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)}
          error={asked && reason.trim() === "" && t("policies.publish.needsReason")} />
        {error && <Refused error={error} again={() => confirm(reason.trim())} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={leave}>{t("policies.history.cancel")}</Button>
          <Button type="submit" loading={pending}>{button}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
