import { Anchor, List, Paper, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Answer } from "./api";
import { placeInEditor, placeName, whyPlace } from "./places";

interface Props {
  answer: Answer;
  who: string;
  /** What was asked beside the coordinate. */
  asked: { who?: string; audience?: string };
  /** Whether whoever looks may open the files. */
  links: boolean;
}

/** The decision, the roles that brought it, the rules with their lines, and what would have to change. */
export function Explanation({ answer, who, asked, links }: Props) {
  const { t } = useTranslation();
  const { visible, coordinate, text, roles, rules, closedBy, missing, nearest } = answer;
  return (
    <Paper withBorder p="md" component="section" className="explanation" data-visible={visible} aria-labelledby="answer" data-testid="explanation">
      <Stack gap="md">
        <Title order={2} size="h4" id="answer" className="anywhere">{t(nearest ? "policies.why.unknown" : visible ? "policies.why.sees" : "policies.why.seesNot", { who, coordinate })}</Title>
        {nearest && nearest.length > 0 && <List size="sm">{nearest.map((one) => <List.Item key={one}><Anchor component={Link} to={whyPlace(one, asked)} size="sm" className="typed">{one}</Anchor></List.Item>)}</List>}
        {closedBy && <Text size="sm"><Text span size="sm" fw={600}>{t("policies.why.closedBy")}:</Text> <span className="typed">{closedBy}</span></Text>}
        {!nearest && <section>
          <Title order={3} size="h5">{t("policies.why.rules")}</Title>
          {rules.length === 0 ? <Text size="sm" c="dimmed">{t("policies.why.noRules")}</Text> : (
            <ul className="findings">
              {rules.map((rule, index) => (
                <li key={index} data-testid="rule">
                  {links ? <Anchor component={Link} to={placeInEditor(rule.file, rule.line)} size="sm" fw={600} className="typed" aria-label={t("policies.why.edit", { place: placeName(rule.file, rule.line) })}>{placeName(rule.file, rule.line)}</Anchor>
                    : <Text size="sm" fw={600} className="typed">{placeName(rule.file, rule.line)}</Text>}
                  <Text size="sm" className="typed">{rule.rule}</Text>
                  <Text size="xs" c="dimmed">{axisName(t, rule.axis)} {rule.role}</Text>
                </li>
              ))}
            </ul>
          )}
        </section>}
        {missing.length > 0 && (
          <section>
            <Title order={3} size="h5">{t("policies.why.missing")}</Title>
            <List size="sm">{missing.map((one) => <List.Item key={one} className="anywhere">{one}</List.Item>)}</List>
          </section>
        )}
        {roles.length > 0 && (
          <details>
            <summary>{t("policies.why.roles")}</summary>
            <List size="sm">{roles.map(({ role, axis, through }) => (
              <List.Item key={`${axis} ${role}`} className="anywhere">
                <Text span size="sm" fw={600} className="typed">{role}</Text> <Text span size="xs" c="dimmed">{axisName(t, axis)}</Text>{through && <> {t("policies.why.through")} <span className="typed">{through}</span></>}
              </List.Item>
            ))}</List>
          </details>
        )}
        <details>
          <summary>{t("policies.preview.inWords")}</summary>
          <Text size="sm" className="told-text">{text}</Text>
        </details>
      </Stack>
    </Paper>
  );
}

/** The axes a decision is made on, in words; a further one stands for itself. */
function axisName(t: ReturnType<typeof useTranslation>["t"], axis: string): string {
  if (axis === "audience") return t("policies.why.axes.audience");
  if (axis === "machine") return t("policies.why.axes.machine");
  return axis === "function" ? t("policies.why.axes.function") : axis;
}
