import { Alert, Anchor, List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Outcome } from "./api";

/** What came of a change: a revision that is live and who does not follow it, or a proposal that waits. */
export function Published({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation();
  if ("proposal" in outcome) {
    const { number, widens } = outcome.proposal;
    return (
      <Alert color="yellow" role="status" title={t("policies.publish.proposed", { number })} data-testid="outcome">
        <Text size="sm">{t("policies.publish.proposedText")}</Text>
        {widens.length > 0 && <Text size="sm" className="typed">{t("policies.publish.widens")} {widens.join(", ")}</Text>}
        <Anchor component={Link} to="/policies/history" size="sm">{t("policies.publish.toHistory")}</Anchor>
      </Alert>
    );
  }
  const astray = outcome.followers.filter((follower) => !follower.follows);
  const count = outcome.followers.length;
  return (
    <Alert color={astray.length > 0 ? "orange" : "works"} role="status" title={t("policies.publish.live", { number: outcome.revision.number })} data-testid="outcome">
      {astray.length === 0 && count > 0 && <Text size="sm">{t("policies.publish.allFollow", { count })}</Text>}
      {astray.length > 0 && (
        <>
          <Text size="sm">{t("policies.publish.notFollowing")}</Text>
          <List size="sm">{astray.map((follower) => <List.Item key={follower.process}><Text span size="sm" fw={600} className="typed">{follower.process}</Text>{follower.problem && `: ${follower.problem}`}</List.Item>)}</List>
        </>
      )}
    </Alert>
  );
}
