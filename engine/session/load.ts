/** The statements that load relations: one for all the entities that want it, whatever their number. */
import type { TextRange } from "../base/index.ts";
import type { SqlRow, SqlValue } from "../drivers/index.ts";
import {
  type ColumnModel,
  compileSelect,
  conjunction,
  type EntityModel,
  equalColumns,
  type LoadRequest,
  newQueryState,
  type Path,
  type QueryExpression,
  type QueryState,
  type RelationModel,
  type RowVariable,
  type ThroughModel,
} from "../query/index.ts";
import type { Expression, Select } from "../sql/index.ts";

/** The columns at the far end that the wanted keys are looked up in. */
export type LoadStatement = {
  readonly statement: Select;
  readonly state: QueryState;
  /** The key of the source that a row belongs to. */
  readonly sourceKey: (row: SqlRow) => readonly (SqlValue | undefined)[];
};

const LINK_ALIAS = "link";

/** As many keys as every database takes in one statement, with room to spare. */
export const KEYS_PER_STATEMENT = 500;

/** A relation, asked for without any narrowing. */
export const plainRequest = (
  relation: RelationModel,
  origin: TextRange | undefined,
): LoadRequest => ({ relation, origin, collection: null, where: [], orderBy: [], loads: [] });

const isOneOf = (
  columns: readonly ColumnModel[],
  keys: readonly (readonly SqlValue[])[],
  columnNode: (column: ColumnModel) => QueryExpression,
  origin: TextRange | undefined,
): QueryExpression => {
  const value = (given: SqlValue): QueryExpression => ({ kind: "value", value: given, origin });
  const equal = (column: ColumnModel, given: SqlValue): QueryExpression => ({
    kind: "comparison",
    operator: "=",
    left: columnNode(column),
    right: value(given),
    origin,
  });
  const [first, second] = columns;
  if (first && !second && keys.length > 1) {
    const values = keys.map(([given = null]) => value(given));
    return { kind: "inList", operand: columnNode(first), values, negated: false, origin };
  }
  const operands = keys.map(
    (key): QueryExpression => ({
      kind: "and",
      operands: columns.map((column, index) => equal(column, key[index] ?? null)),
      origin,
    }),
  );
  const [only, another] = operands;
  return only && !another ? only : { kind: "or", operands, origin };
};

/** Selects the far rows of `request` that belong to sources with these keys. */
export const loadStatement = (
  request: LoadRequest,
  keys: readonly (readonly SqlValue[])[],
): LoadStatement => {
  const { relation, origin } = request;
  const variable = request.collection?.variable ?? { entity: relation.target };
  return relation.through
    ? throughStatement(request, relation.through, variable, keys)
    : directStatement(request, variable, keys, origin);
};

const stateFor = (
  request: LoadRequest,
  variable: RowVariable,
  where: readonly QueryExpression[],
): QueryState => {
  const { origin } = request;
  return {
    ...newQueryState(variable, origin),
    where: [...where.map(value => ({ value, origin })), ...request.where],
    orderBy: request.orderBy,
    loads: request.loads,
  };
};

const directStatement = (
  request: LoadRequest,
  variable: RowVariable,
  keys: readonly (readonly SqlValue[])[],
  origin: TextRange | undefined,
): LoadStatement => {
  const columns = request.relation.targetColumns;
  const path: Path = { variable, relations: [] };
  const columnNode = (column: ColumnModel): QueryExpression => ({
    kind: "column",
    path,
    column,
    origin,
  });
  const state = stateFor(request, variable, [isOneOf(columns, keys, columnNode, origin)]);
  const sourceKey = (row: SqlRow) => columns.map(column => row[column.index]);
  return { statement: compileSelect(state), state, sourceKey };
};

/** The columns of the join table come after those of the entity. */
const throughStatement = (
  request: LoadRequest,
  through: ThroughModel,
  variable: RowVariable,
  keys: readonly (readonly SqlValue[])[],
): LoadStatement => {
  const { relation, origin } = request;
  const state = stateFor(request, variable, []);
  const base = compileSelect(state);
  const width = relation.target.columns.length;
  const link = { alias: LINK_ALIAS, columns: through.targetColumns };
  const far = { alias: sourceAlias(base), columns: relation.targetColumns };
  const statement: Select = {
    ...base,
    items: [
      ...base.items,
      ...through.sourceColumns.map(column => ({ expression: linkColumn(column), alias: null })),
    ],
    joins: [
      {
        kind: "join",
        type: "inner",
        source: { kind: "tableSource", name: through.table, alias: LINK_ALIAS },
        on: conjunction(equalColumns(link, far)),
      },
      ...base.joins,
    ],
    where: {
      body: conjunction([
        linkIsOneOf(through.sourceColumns, keys, origin),
        ...(base.where ? [base.where.body] : []),
      ]),
      origins: base.where?.origins ?? (origin ? [origin] : []),
    },
  };
  const sourceKey = (row: SqlRow) => through.sourceColumns.map((_, index) => row[width + index]);
  return { statement, state, sourceKey };
};

const linkColumn = (column: ColumnModel): Expression => ({
  kind: "column",
  source: LINK_ALIAS,
  name: column.name,
});

const linkIsOneOf = (
  columns: readonly ColumnModel[],
  keys: readonly (readonly SqlValue[])[],
  origin: TextRange | undefined,
): Expression => {
  const [first] = columns;
  const parameter = (value: SqlValue): Expression => ({ kind: "parameter", value, origin });
  if (first && columns.length === 1) {
    const values = keys.map(([value = null]) => parameter(value));
    return { kind: "inList", operand: linkColumn(first), values, negated: false, origin };
  }
  const operands = keys.map(key =>
    conjunction(
      columns.map((column, index) => ({
        kind: "comparison" as const,
        operator: "=" as const,
        left: linkColumn(column),
        right: parameter(key[index] ?? null),
      })),
    ),
  );
  return { kind: "or", operands, origin };
};

const sourceAlias = (statement: Select): string => statement.from?.alias ?? LINK_ALIAS;

/** Whether a relation leads to the primary key of its target, where the identity map can answer. */
export const leadsToPrimaryKey = (relation: RelationModel): boolean => {
  const { primaryKey }: EntityModel = relation.target;
  return (
    relation.through === null &&
    primaryKey.length > 0 &&
    primaryKey.length === relation.targetColumns.length &&
    primaryKey.every((column, index) => column === relation.targetColumns[index])
  );
};
