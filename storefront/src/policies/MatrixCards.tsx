import { Anchor, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Matrix, MatrixRow } from "./api";
import { whyPlace } from "./places";

const OPEN_AT_ONCE = 20;

interface Props {
  matrix: Matrix;
  groups: Map<string, MatrixRow[]>;
}

/** The same where there is no room for a table: the types fold, and each field says who sees it. */
export function MatrixCards({ matrix, groups }: Props) {
  const few = [...groups.values()].reduce((sum, rows) => sum + rows.length, 0) <= OPEN_AT_ONCE;
  return <div data-testid="matrix">{[...groups].map(([type, rows]) => <TypeCard key={`${type} ${few}`} matrix={matrix} type={type} rows={rows} few={few} />)}</div>;
}

function TypeCard({ matrix, type, rows, few }: { matrix: Matrix; type: string; rows: MatrixRow[]; few: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(few);
  return (
    <details className="matrix-card" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("policies.matrix.typeCount", { type: type || t("policies.matrix.operations"), count: rows.length })}</summary>
      {open && rows.map((row) => (
        <div key={row.coordinate} className="matrix-card-row" data-testid="matrix-row">
          <Anchor component={Link} to={whyPlace(row.coordinate)} size="sm" fw={600} className="typed">{row.coordinate}</Anchor> <Text span size="xs" c="dimmed">{row.group}</Text>
          <SeenBy matrix={matrix} row={row} />
        </div>
      ))}
    </details>
  );
}

function SeenBy({ matrix, row }: { matrix: Matrix; row: MatrixRow }) {
  const { t } = useTranslation();
  const all = matrix.audiences.length;
  if (row.sees.length === 0) return <Text size="sm">{t("policies.matrix.nobody")}</Text>;
  if (row.sees.length === all) return <Text size="sm">{t("policies.matrix.seenByAll")}</Text>;
  return (
    <details>
      <summary>{t("policies.matrix.seenBy", { seen: row.sees.length, all })}</summary>
      <ul className="matrix-seen">{row.sees.map((index) => <li key={index}>{matrix.audiences[index]!.title}</li>)}</ul>
    </details>
  );
}
