import { Alert, Button, FileButton, Group, Stack, Text, Textarea } from "@mantine/core";
import { useState, type DragEvent } from "react";
import { useTranslation } from "react-i18next";
import { Quiet } from "./Quiet";
import { appended, countRows } from "./rows";
import { readText } from "./textFile";

type Outcome = { refused: "notText" | "tooLarge"; name: string } | { count: number; name: string };

/** The rows as one text, typed, pasted, or appended from a file that is chosen or dropped. */
export function RowsField({ text, change }: { text: string; change: (change: (text: string) => string) => void }) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [over, setOver] = useState(false);

  async function take(file: File | null | undefined) {
    if (!file) return;
    const read = await readText(file);
    if ("refused" in read) return setOutcome({ refused: read.refused, name: file.name });
    change((before) => appended(before, read.text));
    setOutcome({ count: countRows(read.text), name: file.name });
  }

  function drop(event: DragEvent) {
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    void take(file);
  }

  return (
    <Stack gap="xs" onDrop={drop} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}>
      <Textarea label={t("quick.text")} description={t("quick.textHint")} autosize minRows={6} maxRows={16} spellCheck={false} autoComplete="off" className="rows-text" data-over={over}
        placeholder={"HW-1001;10\nHW-4002;20"} value={text} onChange={(event) => { const typed = event.currentTarget.value; change(() => typed); }} />
      <Group justify="space-between" gap="sm">
        <Group gap="sm">
          <FileButton onChange={(file) => void take(file)} accept=".csv,.txt,.tsv,text/csv,text/plain">
            {(props) => <Button {...props} variant="default" size="xs">{t("quick.file")}</Button>}
          </FileButton>
          <Text size="xs" c="dimmed" visibleFrom="sm">{t("quick.drop")}</Text>
        </Group>
        {text !== "" && <Quiet onClick={() => { change(() => ""); setOutcome(null); }}>{t("quick.clear")}</Quiet>}
      </Group>
      <div role="status">{outcome && "count" in outcome && <Text size="sm">{t("quick.fileRead", outcome)}</Text>}</div>
      {outcome && "refused" in outcome && <Alert color="red" role="alert" p="xs">{t(`quick.${outcome.refused}`, { name: outcome.name })}</Alert>}
    </Stack>
  );
}
