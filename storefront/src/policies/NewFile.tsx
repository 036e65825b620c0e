import { Button, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Quiet } from "../ordering/Quiet";

const NAME = /^([a-z0-9_-]+\/)*[a-z0-9_-][a-z0-9_.-]*\.(csv|yaml|conf|md)$/i;

/** Asks for the name of a file that is not there yet. */
export function NewFile({ names, create }: { names: string[]; create: (name: string) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState<string | null>(null);
  const [problem, setProblem] = useState<"exists" | "notName" | null>(null);
  if (name === null) return <Quiet onClick={() => setName("")}>{t("policies.files.new")}</Quiet>;

  function submit(event: FormEvent) {
    event.preventDefault();
    const wanted = name?.trim() ?? "";
    const found = names.includes(wanted) ? "exists" : NAME.test(wanted) ? null : "notName";
    setProblem(found);
    if (found) return;
    setName(null);
    create(wanted);
  }

  return (
    <form onSubmit={submit}>
      <TextInput size="xs" autoFocus label={t("policies.files.newName")} description={t("policies.files.newHint")} value={name} error={problem && t(`policies.files.${problem}`)} onChange={(event) => setName(event.currentTarget.value)} />
      <Button type="submit" size="xs" mt="xs" variant="default">{t("policies.files.create")}</Button>
    </form>
  );
}
