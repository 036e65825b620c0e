import { Alert, Button, Group, List, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Quiet } from "../ordering/Quiet";
import type { Editing } from "./draft";

/** Names what is edited and not published, and lets go of it only when asked twice. */
export function Unsaved({ editing, numbered }: { editing: Editing; numbered: boolean }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<string[] | null>(null);

  function discard() {
    if (asked?.length === editing.edited.length) editing.discard();
    else asked?.forEach((name) => editing.discard(name));
    setAsked(null);
  }

  return (
    <Alert color="yellow" title={t("policies.files.unsaved")} data-testid="unsaved">
      <Stack gap="xs">
        <Text size="sm">{numbered && t("policies.files.begun", { number: editing.base })} {t("policies.files.unsavedText")}</Text>
        <List size="sm">
          {editing.edited.map((name) => (
            <List.Item key={name}><Text span size="sm" className="typed">{name}</Text> <Quiet label={t("policies.files.discard", { name })} onClick={() => setAsked([name])}>{t("policies.files.discardShort")}</Quiet></List.Item>
          ))}
        </List>
        {asked ? (
          <div role="alert">
            <Text size="sm" fw={600}>{t("policies.files.discardSure", { names: asked.join(", ") })}</Text>
            <Group gap="xs" mt="xs">
              <Button size="xs" color="red" onClick={discard}>{t("policies.files.discardShort")}</Button>
              <Button size="xs" variant="default" onClick={() => setAsked(null)}>{t("policies.files.keep")}</Button>
            </Group>
          </div>
        ) : editing.edited.length > 1 && <div><Quiet onClick={() => setAsked(editing.edited)}>{t("policies.files.discardAll")}</Quiet></div>}
      </Stack>
    </Alert>
  );
}
