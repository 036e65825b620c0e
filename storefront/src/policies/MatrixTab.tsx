import { Button, Center, Group, Loader, Select, Text, TextInput } from "@mantine/core";
import { useDebouncedValue, useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Empty } from "../shell/Empty";
import { Failure } from "../shell/Failure";
import { ask, type Matrix } from "./api";
import { MatrixCards } from "./MatrixCards";
import { fitting } from "./matrixRows";
import { MatrixTable } from "./MatrixTable";

export function useMatrix(enabled = true) {
  return useQuery({ queryKey: ["Policies", "matrix"], queryFn: ({ signal }) => ask<Matrix>("matrix", undefined, signal), enabled });
}

/** Who sees what as it is live: fields by audiences, with a search and with what two audiences see differently. */
export function MatrixTab() {
  const matrix = useMatrix();
  if (matrix.isError && !matrix.data) return <Failure error={matrix.error} again={() => void matrix.refetch()} />;
  if (!matrix.data) return <Center py="xl"><Loader /></Center>;
  return <Filtered matrix={matrix.data} />;
}

function Filtered({ matrix }: { matrix: Matrix }) {
  const { t } = useTranslation();
  const narrow = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false });
  const [address, setAddress] = useSearchParams();
  const search = address.get("search") ?? "";
  const [settled] = useDebouncedValue(search, 150);
  const index = (name: string) => {
    const found = matrix.audiences.findIndex((audience) => audience.name === address.get(name));
    return found < 0 ? null : found;
  };
  const [one, other] = [index("a"), index("b")];
  const groups = useMemo(() => fitting(matrix, { search: settled, one, other }), [matrix, settled, one, other]);
  const count = [...groups.values()].reduce((sum, rows) => sum + rows.length, 0);
  const columns = one !== null && other !== null ? [one, other] : matrix.audiences.map((_, place) => place);
  const choose = (name: string, value: string | null) => setAddress((before) => {
    if (value) before.set(name, value);
    else before.delete(name);
    return before;
  }, { replace: true });
  const audiences = matrix.audiences.map(({ name, title }) => ({ value: name, label: title }));

  return (
    <>
      <Group align="flex-end" grow preventGrowOverflow={false} className="matrix-filter">
        <TextInput type="search" label={t("policies.matrix.search")} value={search} onChange={(event) => choose("search", event.currentTarget.value)} />
        <Select searchable clearable label={t("policies.matrix.one")} placeholder={t("policies.matrix.everyone")} data={audiences} value={address.get("a")} onChange={(value) => choose("a", value)} clearButtonProps={{ "aria-label": t("policies.matrix.reset") }} />
        <Select searchable clearable label={t("policies.matrix.other")} placeholder={t("policies.matrix.everyone")} data={audiences} value={address.get("b")} onChange={(value) => choose("b", value)} clearButtonProps={{ "aria-label": t("policies.matrix.reset") }} />
      </Group>
      <Text size="sm" c="dimmed" role="status">{t("policies.matrix.found", { count })}{one !== null && other !== null && ` · ${t("policies.matrix.differs")}`}</Text>
      {count === 0 ? (
        <Empty title={t("policies.matrix.none")} text={t("policies.matrix.noneText")}><Button variant="default" onClick={() => setAddress({}, { replace: true })}>{t("policies.matrix.clear")}</Button></Empty>
      ) : narrow ? <MatrixCards matrix={matrix} groups={groups} /> : <MatrixTable key={settled} matrix={matrix} groups={groups} columns={columns} />}
    </>
  );
}
