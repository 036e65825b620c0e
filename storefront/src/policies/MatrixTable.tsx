import { Anchor } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Matrix, MatrixRow } from "./api";
import { whyPlace } from "./places";
import { useWindow } from "./useWindow";

const HEIGHT = 32;
/** So few audiences have room for their whole names. */
const FEW = 3;

interface Props {
  matrix: Matrix;
  groups: Map<string, MatrixRow[]>;
  /** The audiences shown, by their indices. */
  columns: number[];
}

/** Fields by audiences in a box that scrolls; only the rows in sight are there. */
export function MatrixTable({ matrix, groups, columns }: Props) {
  const { t } = useTranslation();
  const rows = useMemo(() => [...groups].flatMap(([type, its]) => [{ type, count: its.length }, ...its]), [groups]);
  const { ref, first, end, before, after, onScroll } = useWindow(rows.length, HEIGHT);
  return (
    <div className="matrix" ref={ref} onScroll={onScroll} tabIndex={0} role="region" aria-label={t("policies.matrix.table")} data-testid="matrix">
      <table aria-rowcount={rows.length + 1} data-few={columns.length <= FEW || undefined}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="matrix-field">{t("policies.matrix.field")}</th>
            {columns.map((index) => <th key={index} scope="col" className="matrix-audience" title={matrix.audiences[index]!.title}><span>{matrix.audiences[index]!.title}</span></th>)}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr aria-hidden="true" style={{ height: before }} />}
          {rows.slice(first, end).map((row, offset) => "type" in row ? (
            <tr key={`type ${row.type}`} aria-rowindex={first + offset + 2}><th scope="rowgroup" className="matrix-type" colSpan={columns.length + 1}><span>{t("policies.matrix.typeCount", { type: row.type || t("policies.matrix.operations"), count: row.count })}</span></th></tr>
          ) : (
            <tr key={row.coordinate} aria-rowindex={first + offset + 2} data-testid="matrix-row">
              <th scope="row" className="matrix-field" title={`${row.coordinate} ${row.group}`}><Anchor component={Link} to={whyPlace(row.coordinate, columns.length === 2 ? { audience: matrix.audiences[columns[0]!]!.name } : {})} size="xs">{row.coordinate}</Anchor> <span className="matrix-group">{row.group}</span></th>
              {columns.map((index) => <Cell key={index} sees={row.sees.includes(index)} />)}
            </tr>
          ))}
          {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ sees }: { sees: boolean }) {
  const { t } = useTranslation();
  return <td data-sees={sees}><span role="img" aria-label={t(sees ? "policies.matrix.sees" : "policies.matrix.seesNot")}>{sees ? "✓" : "–"}</span></td>;
}
