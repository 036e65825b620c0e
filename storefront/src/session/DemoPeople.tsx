import { Paper, Stack, Text, Title, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { de } from "../text/de";

interface DemoPerson {
  email: string;
  name: string;
  company: string;
}

interface Props {
  signIn: (credentials: { email: string; password: string }) => void;
}

/** Everybody one may sign in as where demo data was loaded, with what each may; nothing anywhere else. */
export function DemoPeople({ signIn }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ["DemoPeople"], queryFn: ({ signal }) => demoPeople(signal), staleTime: Infinity, retry: false });
  if (!data || data.people.length === 0) return null;
  const companies = [...new Set(data.people.map((person) => person.company))];
  return (
    <Stack component="section" aria-labelledby="demo-people" data-testid="demo-people">
      <div>
        <Title order={2} size="h4" id="demo-people">{t("demo.title")}</Title>
        <Text size="sm" c="dimmed">{t("demo.text")}</Text>
      </div>
      {companies.map((company) => (
        <Paper withBorder key={company} className="people" component="section" aria-label={company}>
          <Text size="xs" fw={600} c="dimmed" px="sm" pt="xs">{company}</Text>
          {data.people.filter((person) => person.company === company).map((person) => (
            <UnstyledButton key={person.email} className="person" aria-label={t("demo.as", { name: person.name })} onClick={() => signIn({ email: person.email, password: data.password })}>
              <Text size="sm" fw={600}>{person.name}</Text>
              <May email={person.email} />
            </UnstyledButton>
          ))}
        </Paper>
      ))}
    </Stack>
  );
}

function May({ email }: { email: string }) {
  const { t, i18n } = useTranslation();
  const name = email.split("@")[0];
  if (!i18n.exists(`demo.who.${name}`)) return null;
  return <Text size="sm" c="dimmed">{t(`demo.who.${name as keyof typeof de.demo.who}`)}</Text>;
}

/** An installation that has no such address has nobody to offer. */
async function demoPeople(signal: AbortSignal): Promise<{ people: DemoPerson[]; password: string }> {
  const response = await fetch("/auth/demo-people", { signal });
  return response.ok ? response.json() : { people: [], password: "" };
}
