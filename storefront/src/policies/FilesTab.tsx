import { NativeSelect, SegmentedControl, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useNavigate, useSearchParams } from "react-router";
import type { LiveFiles, Outcome } from "./api";
import { useCheck } from "./check";
import { CheckState } from "./CheckState";
import { Difference } from "./Difference";
import { difference } from "./difference";
import type { Editing } from "./draft";
import { Moved } from "./Moved";
import { NewFile } from "./NewFile";
import { placeInEditor } from "./places";
import { PreviewPanel } from "./PreviewPanel";
import { Published } from "./Published";
import { PublishPanel } from "./PublishPanel";
import { TextEditor } from "./TextEditor";
import { Unsaved } from "./Unsaved";

const VIEWS = ["text", "difference", "preview"] as const;

/** The files with an editor: what is typed is checked at once, shown in its effects, and published with a reason. */
export function FilesTab({ live, editing }: { live: LiveFiles; editing: Editing }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { key } = useLocation();
  const [address, setAddress] = useSearchParams();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const names = [...new Set([...Object.keys(live.files), ...editing.edited])].sort(inFolderOrder);
  const name = address.get("file") ?? editing.edited[0] ?? names[0];
  const views = VIEWS.filter((view) => view !== "preview" || live.operations.includes("preview"));
  const view = views.find((known) => known === address.get("view")) ?? "text";
  const isEdited = editing.edited.length > 0;
  const checks = live.operations.includes("check");
  const publishes = live.operations.includes("publish") && isKept(live);
  const check = useCheck(editing.files, isEdited && checks);
  const moved = isEdited && editing.base !== (live.revision?.number ?? 0);
  const show = (wanted: string) => setAddress((before) => {
    before.set("view", wanted);
    before.delete("line");
    return before;
  }, { replace: true });

  function change(text: string) {
    if (name === undefined) return;
    setOutcome(null);
    editing.change(name, text);
  }

  return (
    <Stack>
      {outcome && <Published outcome={outcome} />}
      {moved && <Moved live={live} editing={editing} />}
      <div className="files">
        <div className="files-list">
          <nav aria-label={t("policies.files.list")}>
            <ul>
              {names.map((one) => (
                <li key={one}>
                  <Link to={placeInEditor(one)} aria-current={one === name ? "page" : undefined}>
                    {one}{editing.edited.includes(one) && <span className="edited-mark"> · {t("policies.files.edited")}</span>}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          {checks && <NewFile names={names} create={(created) => {
            editing.change(created, `${t("policies.files.comment")}\n`);
            void navigate(placeInEditor(created));
          }} />}
        </div>
        <NativeSelect className="files-choice" label={t("policies.files.file")} value={name} onChange={(event) => void navigate(placeInEditor(event.currentTarget.value), { replace: true })}
          data={names.map((one) => ({ value: one, label: editing.edited.includes(one) ? `${one} · ${t("policies.files.edited")}` : one }))} />
        <Stack gap="sm" className="files-main">
          <SegmentedControl aria-label={t("policies.files.view")} value={view} onChange={show} data={views.map((one) => ({ value: one, label: t(`policies.files.${one}`) }))} />
          {view === "text" && (name !== undefined && editing.files[name] !== undefined
            ? <TextEditor name={name} text={editing.files[name]} change={change} readOnly={!checks} line={Number(address.get("line") ?? 0)} asked={key}
                marked={check.findings.filter((finding) => finding.file === name).map((finding) => finding.line)} />
            : <Text>{t("policies.files.noSuch", { name })}</Text>)}
          {view === "difference" && <Edits live={live} editing={editing} />}
          {view === "preview" && (isEdited ? <PreviewPanel files={editing.files} /> : <Text c="dimmed">{t("policies.files.unchanged")}</Text>)}
        </Stack>
      </div>
      {!publishes && <Text size="sm" c="dimmed">{t("policies.files.readOnly")}</Text>}
      {isEdited ? (
        <div className="files-after">
          <CheckState check={check} />
          <Stack>
            <Unsaved editing={editing} numbered={isKept(live)} />
            {publishes && <PublishPanel editing={editing} check={check} moved={moved} done={setOutcome} />}
          </Stack>
        </div>
      ) : checks && !outcome && view === "text" && <Text size="sm" c="dimmed">{t("policies.files.unchanged")}</Text>}
    </Stack>
  );
}

/** Whether revisions are kept here: without, nothing can be published or brought back. */
function isKept({ revision }: LiveFiles): boolean {
  return revision !== null && revision.number > 0;
}

/** Rules and roles first, the cases that prove them after. */
function inFolderOrder(one: string, other: string): number {
  return Number(one.includes("/")) - Number(other.includes("/")) || one.localeCompare(other);
}

function Edits({ live, editing }: { live: LiveFiles; editing: Editing }) {
  const { t } = useTranslation();
  if (editing.edited.length === 0) return <Text c="dimmed">{t("policies.files.unchanged")}</Text>;
  return editing.edited.map((name) => (
    <div key={name}>
      <Text size="sm" fw={600} className="typed">{name}</Text>
      <Difference text={difference(live.files[name] ?? "", editing.files[name] ?? "")} label={name} />
    </div>
  ));
}
