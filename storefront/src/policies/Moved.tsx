import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { LiveFiles } from "./api";
import { Difference } from "./Difference";
import { difference } from "./difference";
import type { Editing } from "./draft";

/** Somebody published while this was edited: what differs, and the way to go on without losing either. */
export function Moved({ live, editing }: { live: LiveFiles; editing: Editing }) {
  const { t } = useTranslation();
  const number = live.revision?.number ?? 0;
  return (
    <Alert color="orange" role="alert" title={t("policies.moved.title", { number })} data-testid="moved">
      <Stack gap="sm">
        <Text size="sm">{t("policies.moved.text", { base: editing.base })}</Text>
        {live.revision && <Text size="sm">{t("policies.moved.by", { author: live.revision.author, reason: live.revision.reason })}</Text>}
        {editing.edited.map((name) => editing.bothChanged.includes(name) ? (
          <div key={name}>
            <Text size="sm">{t("policies.moved.both", { name })}</Text>
            <Difference text={difference(live.files[name] ?? "", editing.files[name] ?? "")} label={name} />
            <Button size="xs" mt="xs" variant="default" onClick={() => editing.discard(name)}>{t("policies.moved.take", { name })}</Button>
          </div>
        ) : <Text key={name} size="sm">{t("policies.moved.apart", { name })}</Text>)}
        <Group><Button size="sm" onClick={editing.goOn}>{t("policies.moved.goOn", { number })}</Button></Group>
      </Stack>
    </Alert>
  );
}
