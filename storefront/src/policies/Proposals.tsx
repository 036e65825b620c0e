import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../catalogue/formats";
import { Quiet } from "../ordering/Quiet";
import type { Outcome, Proposal } from "./api";
import { useChange } from "./changes";
import { Difference } from "./Difference";
import { Refused } from "./Refused";
import { ReasonDialog } from "./ReasonDialog";

interface Props {
  proposals: Proposal[];
  /** Nobody approves what he proposed himself. */
  me: string;
  operations: string[];
  done: (outcome: Outcome | null) => void;
}

/** What waits until a second person has agreed. */
export function Proposals({ proposals, me, operations, done }: Props) {
  const { t } = useTranslation();
  const [rejecting, setRejecting] = useState<Proposal | null>(null);
  const [rejected, setRejected] = useState<number | null>(null);
  const approve = useChange("approve", done);
  const reject = useChange("reject", (_, { proposal }) => {
    setRejected(proposal);
    setRejecting(null);
    done(null);
  });

  function leave() {
    reject.reset();
    setRejecting(null);
  }

  return (
    <>
      <div role="status">{rejected !== null && <Text size="sm">{t("policies.proposals.rejected", { number: rejected })}</Text>}</div>
      {approve.isError && <Refused error={approve.error} again={() => approve.reset()} />}
      {proposals.length > 0 && (
        <Stack component="section" gap="sm" aria-labelledby="proposals">
          <Title order={2} size="h4" id="proposals">{t("policies.proposals.title")}</Title>
          {proposals.map((proposal) => (
            <ProposalCard key={proposal.number} proposal={proposal}>
              {proposal.author === me && <Text size="sm">{t("policies.proposals.own")}</Text>}
              {operations.includes("approve") && proposal.author !== me && <Button size="xs" aria-label={t("policies.proposals.approveOf", { number: proposal.number })} loading={approve.isPending && approve.variables.proposal === proposal.number} onClick={() => approve.mutate({ proposal: proposal.number })}>{t("policies.proposals.approve")}</Button>}
              {operations.includes("reject") && <Button size="xs" variant="default" aria-label={t("policies.proposals.rejectOf", { number: proposal.number })} onClick={() => setRejecting(proposal)}>{t("policies.proposals.reject")}</Button>}
            </ProposalCard>
          ))}
        </Stack>
      )}
      {rejecting && (
        <ReasonDialog title={t("policies.proposals.rejectOf", { number: rejecting.number })} text={t("policies.proposals.rejectText")} button={t("policies.proposals.reject")}
          pending={reject.isPending} error={reject.error} leave={leave} confirm={(reason) => reject.mutate({ proposal: rejecting.number, reason })} />
      )}
    </>
  );
}

function ProposalCard({ proposal, children }: { proposal: Proposal; children: ReactNode }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const [open, setOpen] = useState(false);
  const { number, author, reason, at, widens, difference } = proposal;
  const label = t("policies.proposals.showOf", { number });
  return (
    <Paper withBorder p="md" data-testid="proposal">
      <Title order={3} size="h5">{t("policies.proposals.one", { number })}</Title>
      <Text size="sm" className="anywhere">{reason}</Text>
      <Text size="xs" c="dimmed" className="anywhere">{moment(at)} · {t("policies.history.by", { author })}</Text>
      {widens.length > 0 && <Text size="sm"><Text span size="sm" fw={600}>{t("policies.publish.widens")}</Text> <span className="typed">{widens.join(", ")}</span></Text>}
      {difference && <Quiet onClick={() => setOpen(!open)} label={open ? undefined : label}>{t(open ? "policies.history.hide" : "policies.history.show")}</Quiet>}
      {difference && open && <Difference text={difference} label={label} />}
      <Group gap="xs" mt="xs">{children}</Group>
    </Paper>
  );
}
