import { Badge, Button, Center, Group, Loader, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../catalogue/formats";
import { Quiet } from "../ordering/Quiet";
import { Empty } from "../shell/Empty";
import { Failure } from "../shell/Failure";
import { ask, type History, type LiveFiles, type Outcome, type PastRevision, type Revision } from "./api";
import { useChange } from "./changes";
import { Difference } from "./Difference";
import { Proposals } from "./Proposals";
import { Published } from "./Published";
import { ReasonDialog } from "./ReasonDialog";

/** The author of what was edited in the policy folder itself. */
const FOLDER = "folder";

/** Who published what and why, newest first, with the way back; and what waits for a second person. */
export function HistoryTab({ live, me }: { live: LiveFiles; me: string }) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [back, setBack] = useState<Revision | null>(null);
  const rollback = useChange("rollback", (told) => {
    setOutcome(told);
    setBack(null);
  });
  const history = useQuery({ queryKey: ["Policies", "history"], queryFn: ({ signal }) => ask<History>("history", undefined, signal) });
  if (history.isError && !history.data) return <Failure error={history.error} again={() => void history.refetch()} />;
  if (!history.data) return <Center py="xl"><Loader /></Center>;
  const { revisions, proposals } = history.data;

  function leave() {
    rollback.reset();
    setBack(null);
  }

  return (
    <Stack>
      {outcome && <Published outcome={outcome} />}
      <Proposals proposals={proposals} me={me} operations={live.operations} done={setOutcome} />
      {revisions.length === 0 ? <Empty title={t("policies.history.none")} /> : (
        <Stack component="section" gap="sm" aria-labelledby="revisions">
          <Title order={2} size="h4" id="revisions">{t("policies.history.revisions")}</Title>
          {revisions.map((revision, index) => (
            <RevisionCard key={revision.number} revision={revision} me={me} current={index === 0}>
              {index > 0 && live.operations.includes("rollback") && (
                <Button size="xs" variant="default" aria-label={t("policies.history.rollBackTo", { number: revision.number })} onClick={() => setBack(revision)}>{t("policies.history.rollBack")}</Button>
              )}
            </RevisionCard>
          ))}
        </Stack>
      )}
      {back && (
        <ReasonDialog title={t("policies.history.rollBackTo", { number: back.number })} text={t("policies.history.rollBackText", { number: back.number })} button={t("policies.history.rollBackTo", { number: back.number })}
          pending={rollback.isPending} error={rollback.error} leave={leave} confirm={(reason) => rollback.mutate({ number: back.number, reason })} />
      )}
    </Stack>
  );
}

interface CardProps {
  revision: Revision;
  me: string;
  current: boolean;
  children: ReactNode;
}

function RevisionCard({ revision, me, current, children }: CardProps) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const [open, setOpen] = useState(false);
  const { number, author, reason, at, restores, approvedBy } = revision;
  return (
    <Paper withBorder p="md" data-testid="revision">
      <Group justify="space-between" align="flex-start">
        <div className="revision-told">
          <Group gap="xs">
            <Title order={3} size="h5">{t("policies.history.number", { number })}</Title>
            {current && <Badge className="state" variant="light">{t("policies.history.current")}</Badge>}
            {restores != null && <Badge className="state" variant="light" color="yellow">{t("policies.history.restores", { number: restores })}</Badge>}
          </Group>
          <Text size="sm" className="anywhere">{reason}</Text>
          <Text size="xs" c="dimmed" className="anywhere">{moment(at)} · {author === FOLDER ? t("policies.history.folder") : author === me ? t("policies.history.byYou") : t("policies.history.by", { author })}{approvedBy && ` · ${t("policies.history.approvedBy", { author: approvedBy })}`}</Text>
        </div>
        {children}
      </Group>
      <Quiet onClick={() => setOpen(!open)} label={open ? undefined : t("policies.history.showOf", { number })}>{t(open ? "policies.history.hide" : "policies.history.show")}</Quiet>
      {open && <Past number={number} />}
    </Paper>
  );
}

function Past({ number }: { number: number }) {
  const { t } = useTranslation();
  const past = useQuery({ queryKey: ["Policies", "history", number], queryFn: ({ signal }) => ask<PastRevision>(`history/${number}`, undefined, signal) });
  if (past.isError) return <Failure error={past.error} again={() => void past.refetch()} />;
  if (past.isPending) return <Center><Loader size="sm" /></Center>;
  if (past.data.difference === "") return <Text size="sm" c="dimmed">{t("policies.history.noDifference")}</Text>;
  return <Difference text={past.data.difference} label={t("policies.history.showOf", { number })} />;
}
