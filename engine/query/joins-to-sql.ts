/** Relations in SQL: the sources, columns and conditions that join their rows. */
import type { TextRange } from "../base/index.ts";
import { allOf, type Expression, type Join, type JoinType, type Source } from "../sql/index.ts";
import type { ColumnModel, RelationModel } from "./model.ts";
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

/** Columns of one row. */
export type RowColumns = { readonly alias: string; readonly columns: readonly ColumnModel[] };

/** `a.x = b.y AND …`. */
export const equalExpressions = (
  left: readonly Expression[],
  right: readonly Expression[],
): readonly Expression[] =>
  left.flatMap((each, index) => {
    const other = right[index];
    if (!other) return [];
    return { kind: "comparison" as const, operator: "=" as const, left: each, right: other };
  });

const columnNodes = ({ alias, columns }: RowColumns): readonly Expression[] =>
  columns.map(column => columnNode(alias, column));

/** The same for the columns of a relation. */
export const equalColumns = (left: RowColumns, right: RowColumns): readonly Expression[] =>
  equalExpressions(columnNodes(left), columnNodes(right));

/** The same for the columns of the rows of a relation and those of the row that it starts from. */
export const equalOutside = (
  key: RowColumns,
  outside: readonly Expression[],
): readonly Expression[] => equalExpressions(columnNodes(key), outside);

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

/** How the rows of a relation are connected to the row that the relation starts from. */
export type RelationKey = RowColumns & {
  /** The row of the join table that has the key; null if the rows of the relation have it. */
  readonly link: { readonly source: Source; readonly on: readonly Expression[] } | null;
};

/**
 * The columns that equal the source columns of a relation. `target` is the alias of its rows, `link` the alias of the
 * row of its join table.
 */
export const relationKey = (
  { targetColumns, through }: RelationModel,
  target: string,
  link: string | null,
): RelationKey => {
  const targets = { alias: target, columns: targetColumns };
  if (!through || link === null) return { ...targets, link: null };
  const on = equalColumns({ alias: link, columns: through.targetColumns }, targets);
  const source = tableSource(through.entity.table, link);
  return { alias: link, columns: through.sourceColumns, link: { source, on } };
};

/** The join that adds the row of the join table to the rows of a relation. */
export const linkJoins = ({ link }: RelationKey): readonly Join[] =>
  link ? [{ kind: "join", type: "inner", source: link.source, on: conjunction(link.on) }] : [];

/** The joins that add the rows of a relation to the row that it starts from. */
export const relationJoins = (
  key: RelationKey,
  outside: readonly Expression[],
  join: {
    readonly type: JoinType;
    readonly source: Source;
    readonly where: readonly Expression[];
    readonly origin: Origin;
  },
): readonly Join[] => {
  const { type, source, where, origin } = join;
  const joinOn = (joined: Source, conditions: readonly Expression[]): Join => ({
    kind: "join",
    type,
    source: joined,
    on: conjunction(conditions),
    origin,
  });
  const equal = equalOutside(key, outside);
  const { link } = key;
  if (!link) return [joinOn(source, [...equal, ...where])];
  return [joinOn(link.source, equal), joinOn(source, [...link.on, ...where])];
};
