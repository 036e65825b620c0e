import { Autocomplete, Button, Center, Loader, Paper, SegmentedControl, Select, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Failure } from "../shell/Failure";
import { NotForYou } from "../shell/NotForYou";
import { ask, PolicyRefusal, type Answer, type Question } from "./api";
import { Explanation } from "./Explanation";
import { useMatrix } from "./MatrixTab";

/** "Why can't this user see this field?" Audiences can be chosen by those who may look at the matrix. */
export function WhyTab({ operations }: { operations: string[] }) {
  const { t } = useTranslation();
  const [address] = useSearchParams();
  const coordinate = address.get("coordinate") ?? "";
  const [who, audience] = [address.get("who") ?? "", address.get("audience") ?? ""];
  const question: Question | null = coordinate && audience ? { coordinate, audience } : coordinate && who ? { coordinate, who } : null;
  const answer = useQuery({
    queryKey: ["Policies", "explain", question],
    queryFn: ({ signal }) => ask<Answer>("explain", question!, signal),
    enabled: question !== null,
  });
  const matrix = useMatrix(operations.includes("matrix"));
  const audiences = matrix.data?.audiences ?? [];
  if (answer.error instanceof PolicyRefusal && answer.error.code === "FORBIDDEN") return <NotForYou whoMay={t("policies.notThis")} />;
  const name = question?.audience ? (audiences.find((one) => one.name === question.audience)?.title ?? question.audience) : (question?.who ?? "");
  return (
    <Stack>
      <Text maw="70ch">{t("policies.why.intro")}</Text>
      <Ask key={`${coordinate} ${who} ${audience}`} audiences={audiences} coordinates={matrix.data?.rows.map((row) => row.coordinate) ?? []} byAudience={operations.includes("matrix")} />
      <div role="status">{question && answer.isPending && <Center><Loader size="sm" mr="xs" /><Text size="sm">{t("policies.why.running")}</Text></Center>}</div>
      {answer.isError && <Failure error={answer.error} again={() => void answer.refetch()} />}
      {answer.data && <Explanation answer={answer.data} who={name} asked={question!} links={operations.includes("files")} />}
    </Stack>
  );
}

interface AskProps {
  audiences: { name: string; title: string }[];
  coordinates: string[];
  byAudience: boolean;
}

function Ask({ audiences, coordinates, byAudience }: AskProps) {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const [by, setBy] = useState(byAudience && address.has("audience") ? "audience" : "who");
  const [who, setWho] = useState(address.get("who") ?? "");
  const [audience, setAudience] = useState(address.get("audience"));
  const [coordinate, setCoordinate] = useState(address.get("coordinate") ?? "");

  function submit(event: FormEvent) {
    event.preventDefault();
    setAddress({ coordinate: coordinate.trim(), ...(by === "audience" ? { audience: audience ?? "" } : { who: who.trim() }) });
  }

  return (
    <Paper withBorder p="md" component="form" onSubmit={submit} aria-label={t("policies.tab.explain")}>
      <Stack gap="sm" align="flex-start">
        {byAudience && <SegmentedControl aria-label={t("policies.why.whose")} value={by} onChange={setBy} data={[{ value: "who", label: t("policies.why.byAddress") }, { value: "audience", label: t("policies.why.byAudience") }]} />}
        <div className="why-fields">
          {by === "audience"
            ? <Select searchable required label={t("policies.why.audience")} data={audiences.map((one) => ({ value: one.name, label: one.title }))} value={audience} onChange={setAudience} />
            : <TextInput required type="email" label={t("policies.why.who")} autoComplete="off" value={who} onChange={(event) => setWho(event.currentTarget.value)} />}
          <Autocomplete required label={t("policies.why.coordinate")} placeholder={t("policies.why.coordinateHint")} data={coordinates} limit={12} value={coordinate} onChange={setCoordinate} autoCapitalize="off" spellCheck={false} />
        </div>
        <Button type="submit">{t("policies.why.ask")}</Button>
      </Stack>
    </Paper>
  );
}
