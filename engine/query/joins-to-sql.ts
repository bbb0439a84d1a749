/** How rows of a plan are joined in SQL: sources, columns, and the conditions of relations. */
import type { TextRange } from "../base/index.ts";
import { allOf, type Expression, type Join, type Source } from "../sql/index.ts";
import type { ColumnModel } from "./model.ts";
import type { JoinPlan, SourcePlan } from "./plan.ts";

type Origin = TextRange | undefined;

export const columnNode = (
  alias: string | null,
  column: ColumnModel,
  origin?: Origin,
): Expression => ({
  kind: "column",
  source: alias,
  name: column.name,
  origin,
});

/** `a.x = b.y AND …` for the columns of a relation. */
export const equalColumns = (
  left: { readonly alias: string; readonly columns: readonly ColumnModel[] },
  right: { readonly alias: string; readonly columns: readonly ColumnModel[] },
): readonly Expression[] =>
  left.columns.flatMap((column, index) => {
    const other = right.columns[index];
    if (!other) return [];
    return {
      kind: "comparison" as const,
      operator: "=" as const,
      left: columnNode(left.alias, column),
      right: columnNode(right.alias, other),
    };
  });

/** A condition that is never empty: a relation has at least one pair of columns. */
export const conjunction = (conditions: readonly Expression[]): Expression =>
  allOf(conditions) ?? { kind: "constant", value: true };

export const tableSource = (name: string, alias: string, origin?: Origin): Source => ({
  kind: "tableSource",
  name,
  alias,
  origin,
});

const joinNode = ({ type, relation, from, alias }: JoinPlan): Join => ({
  kind: "join",
  type,
  source: tableSource(relation.target.table, alias),
  on: conjunction(
    equalColumns(
      { alias, columns: relation.targetColumns },
      { alias: from, columns: relation.sourceColumns },
    ),
  ),
});

export const joinsOf = (source: SourcePlan): readonly Join[] => source.joins.map(joinNode);
