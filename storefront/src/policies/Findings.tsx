import { Anchor, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Finding } from "./api";
import { placeInEditor, placeName } from "./places";

const SHOWN = 20;

/** What is wrong, each with the way to its line and the way out. */
export function Findings({ findings }: { findings: Finding[] }) {
  const { t } = useTranslation();
  const rest = findings.length - SHOWN;
  return (
    <ul className="findings">
      {findings.slice(0, SHOWN).map((finding, index) => (
        <li key={index} data-testid="finding">
          <Anchor component={Link} to={placeInEditor(finding.file, finding.line)} size="sm" fw={600} className="typed" aria-label={t("policies.check.toLine", { place: placeName(finding.file, finding.line) })}>{placeName(finding.file, finding.line)}</Anchor>
          <Text size="sm" className="anywhere">{finding.reason}</Text>
          <Text size="sm" c="dimmed" className="anywhere">{t("policies.check.wayOut", { text: finding.wayOut })}</Text>
        </li>
      ))}
      {rest > 0 && <li><Text size="sm">{t("policies.check.more", { count: rest })}</Text></li>}
    </ul>
  );
}
