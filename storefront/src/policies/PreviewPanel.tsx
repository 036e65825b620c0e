import { Alert, Badge, Center, Group, Loader, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../shell/Failure";
import type { Texts } from "./api";
import { usePreview } from "./check";

/** Before anything is live: who gains and loses which field, which documents and subscriptions of the shop change. */
export function PreviewPanel({ files }: { files: Texts }) {
  const { t } = useTranslation();
  const preview = usePreview(files);
  if (preview.isError) return <Failure error={preview.error} again={() => void preview.refetch()} />;
  if (preview.isPending) return <Center py="xl"><Stack align="center" gap="xs"><Loader /><Text size="sm" role="status">{t("policies.preview.running")}</Text></Stack></Center>;
  const { findings, text, changes, documents, subscriptions } = preview.data;
  if (findings.length > 0) return <Alert color="orange" data-testid="preview">{t("policies.preview.needsGood")}</Alert>;
  return (
    <Stack data-testid="preview">
      <Part title={t("policies.preview.who")} none={t("policies.preview.nothing")} empty={changes.length === 0}>
        {changes.map((change) => <Change key={change.audience} title={change.audience} gains={change.gains} loses={change.loses} />)}
      </Part>
      <Part title={t("policies.preview.documents")} none={t("policies.preview.noDocuments")} empty={documents.length === 0}>
        {documents.map((one) => <Change key={`${one.name} ${one.audience}`} title={one.name} audience={one.audience} gains={topmost(one.gains)} loses={topmost(one.loses)} stops={one.stops} starts={one.starts} />)}
      </Part>
      <Part title={t("policies.preview.subscriptions")} none={t(subscriptions ? "policies.preview.noSubscriptions" : "policies.preview.unknownSubscriptions")} empty={!subscriptions?.length}>
        {subscriptions?.map((one) => (
          <div key={`${one.document} ${one.audience}`} className="change">
            <Text size="sm"><Text span fw={600} size="sm">{one.document}</Text> · {one.audience}: {t(one.closes ? "policies.preview.closes" : one.becomes === "begin anew" ? "policies.preview.anew" : "policies.preview.narrowed", { count: one.count })}</Text>
          </div>
        ))}
      </Part>
      {text && <details><summary>{t("policies.preview.inWords")}</summary><pre className="difference" tabIndex={0} role="region" aria-label={t("policies.preview.inWords")}>{text}</pre></details>}
    </Stack>
  );
}

function Part({ title, none, empty, children }: { title: string; none: string; empty: boolean; children: ReactNode }) {
  return (
    <section>
      <Title order={2} size="h5" mb="xs">{title}</Title>
      {empty ? <Text size="sm" c="dimmed">{none}</Text> : children}
    </section>
  );
}

interface ChangeProps {
  title: string;
  audience?: string;
  gains: string[];
  loses: string[];
  stops?: boolean;
  starts?: boolean;
}

function Change({ title, audience, gains, loses, stops, starts }: ChangeProps) {
  const { t } = useTranslation();
  return (
    <div className="change" data-testid="change">
      <Group gap="xs">
        <Text size="sm"><Text span fw={600} size="sm" className="anywhere">{title}</Text>{audience && <> · {audience}</>}</Text>
        {stops && <Badge color="red" variant="light" className="state">{t("policies.preview.stops")}</Badge>}
        {starts && <Badge variant="light" className="state">{t("policies.preview.starts")}</Badge>}
      </Group>
      <Coordinates kind="gains" names={gains} />
      <Coordinates kind="loses" names={loses} />
    </div>
  );
}

/** What stands below a path that is told goes without saying; the paths are sorted. */
function topmost(paths: string[]): string[] {
  return paths.reduce<string[]>((told, path) => (told.length > 0 && path.startsWith(`${told.at(-1)}.`) ? told : [...told, path]), []);
}

const SHOWN = 12;

function Coordinates({ kind, names }: { kind: "gains" | "loses"; names: string[] }) {
  const { t } = useTranslation();
  if (names.length === 0) return null;
  const rest = names.slice(SHOWN);
  return (
    <div className="coordinates" data-kind={kind}>
      <Text size="sm" component="div"><Text span size="sm" fw={600}>{kind === "gains" ? "+" : "−"} {t(`policies.preview.${kind}`)}</Text> <span className="typed">{names.slice(0, SHOWN).join(", ")}</span></Text>
      {rest.length > 0 && <details><summary>{t("policies.preview.andMore", { count: rest.length })}</summary><Text size="sm" className="typed">{rest.join(", ")}</Text></details>}
    </div>
  );
}
