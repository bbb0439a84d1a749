/** Values to write, by column, checked and converted to parameters or expressions. */
import { didYouMean, type TextRange } from "../../base/index.ts";
import type { QueryExpression, RowVariable } from "../expression.ts";
import {
  conditionOf,
  ExpressionBuilder,
  isQuery,
  STATE,
  valueOfQuery,
} from "../expressions/index.ts";
import type { ColumnModel, EntityModel } from "../model.ts";
import { QueryError } from "../query-error.ts";
import type { RawQuery } from "../query-runner.ts";
import { fieldName, fieldsOf } from "../query-state.ts";
import { withKeys } from "../references.ts";
import { toParameter } from "../values.ts";
import type { Assigned, ConflictState, WriteState } from "../write-state.ts";
import { checkWritten } from "../written-value.ts";
import { upsertKey } from "./upsert-key.ts";

type Values = Readonly<Record<string, unknown>>;

const isValues = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export type UpsertOptions = {
  /** The unique columns that identify an existing row, or the name of a unique index; by default the primary key. */
  readonly by?: string | ((row: object) => unknown);
  /** What to do with an existing row; by default all given values are written. */
  readonly update?: "nothing" | ((row: object, given: object) => unknown);
  /** Which existing rows are updated; by default all. */
  readonly where?: (row: object, given: object) => unknown;
};

type Upsert = UpsertOptions & {
  /** Calls a callback with the existing row. */
  readonly call: (body: (row: object) => unknown) => unknown;
};

const columnOf = (entity: EntityModel, name: string, range: TextRange | undefined): ColumnModel => {
  const column = entity.columnsByName.get(name);
  if (column) return column;
  throw new QueryError("unknown-column", `${entity.name} has no column "${name}".`, {
    range,
    hint: didYouMean(name, entity.columnsByName.keys()),
  });
};

/** Casts between dates with and without a time, which are stored differently. */
const asStored = (value: ExpressionBuilder, { kind }: ColumnModel["type"]): ExpressionBuilder => {
  const from = value.type?.kind;
  const isOther = (from === "date" || from === "datetime") && from !== kind;
  return isOther && (kind === "date" || kind === "datetime") ? value.cast(kind) : value;
};

const valueNode = (
  value: unknown,
  column: ColumnModel,
  origin: TextRange | undefined,
): QueryExpression => {
  if (value instanceof ExpressionBuilder) {
    const { node } = asStored(value, column.type);
    // The column determines the type of the parameter.
    return node.kind === "value" ? { ...node, type: undefined } : node;
  }
  if (isQuery(value)) return valueOfQuery(value, origin);
  checkWritten(value, column, origin);
  return { kind: "value", value: toParameter(value, column.type), origin };
};

/** `{ views: p.views.plus(1), title: "x" }`. @throws QueryError `unknown-column`, `invalid-value` */
export const assignmentsOf = (
  values: unknown,
  entity: EntityModel,
  range: TextRange | undefined,
): readonly Assigned[] => {
  const entries = isValues(values) ? Object.entries(withKeys(values, entity, range)) : [];
  if (entries.length > 0) {
    return entries.map(([name, value]) => {
      const column = columnOf(entity, name, range);
      return { column, value: valueNode(value, column, range) };
    });
  }
  throw new QueryError("invalid-value", "No values to write.", {
    range,
    hint: 'Pass columns and their values: { title: "New" }.',
  });
};

/** The columns that occur in any of the rows, in the order of the table. */
const columnsIn = (
  rows: readonly Values[],
  entity: EntityModel,
  range: TextRange | undefined,
): readonly ColumnModel[] => {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  for (const name of names) columnOf(entity, name, range);
  return entity.columns.filter(column => names.has(column.name));
};

const conflictState = (
  { by, update, where, call }: Upsert,
  variable: RowVariable,
  written: readonly ColumnModel[],
  range: TextRange | undefined,
): ConflictState => {
  const { entity } = variable;
  const references = typeof by === "function" ? [call(by)].flat() : (by ?? null);
  const key = upsertKey(references, entity, range);
  if (update === "nothing") return { key, assignments: [], where: null };
  if (update && typeof update !== "function") {
    throw new QueryError("invalid-value", `"${update}" is not a valid value for update.`, {
      range,
      hint: 'Use "nothing", or a function: (row, given) => ({ title: given.title }).',
    });
  }
  const given = Object.fromEntries(
    entity.columns.map(column => {
      const node: QueryExpression = { kind: "givenColumn", column, origin: range };
      return [column.name, new ExpressionBuilder(node, () => null, column.type)];
    }),
  );
  const updated = written.filter(column => !key.columns.includes(column));
  const values = update
    ? call(row => update(row, given))
    : Object.fromEntries(updated.map(column => [column.name, given[column.name]]));
  const assignments = !update && updated.length === 0 ? [] : assignmentsOf(values, entity, range);
  const condition =
    where &&
    conditionOf(
      call(row => where(row, given)),
      range,
    );
  return { key, assignments, where: condition ?? null };
};

/** The value of a column; null leaves it to the default of the database, or to the existing row of an upsert. */
const givenValue = (
  row: Values,
  column: ColumnModel,
  mayExist: boolean,
  origin: TextRange | undefined,
): QueryExpression | null => {
  const value = Object.hasOwn(row, column.name) ? row[column.name] : undefined;
  if (value === undefined && (mayExist || column.hasDefault || column.generated)) return null;
  return valueNode(value ?? null, column, origin);
};

/** @throws QueryError `invalid-value` */
const rowsOf = (input: unknown, range: TextRange | undefined): readonly Values[] => {
  const rows: readonly unknown[] = Array.isArray(input) ? input : [input];
  if (rows.every(isValues)) return rows;
  throw new QueryError("invalid-value", "Expected rows: objects with columns and values.", {
    range,
    hint: 'Pass one row, { title: "New" }, a list of rows, or a selection.',
  });
};

/** The state of an insert or upsert. */
export const insertState = (
  input: unknown,
  variable: RowVariable,
  upsert: Upsert | null,
  origin: TextRange | undefined,
): WriteState => {
  const { entity } = variable;
  const common = { kind: "insert", variable, origin, returning: null } as const;
  const conflict = (columns: readonly ColumnModel[]) =>
    upsert && conflictState(upsert, variable, columns, origin);
  if (isQuery(input)) {
    const state = input[STATE];
    const fields = state.projection ? fieldsOf(state.projection.value) : [];
    const columns = state.projection
      ? fields.map(field => columnOf(entity, fieldName(field), origin))
      : state.variable.entity.columns.map(column => columnOf(entity, column.name, origin));
    return { ...common, columns, rows: state, onConflict: conflict(columns) };
  }
  const rows = rowsOf(input, origin).map(each => withKeys(each, entity, origin));
  const columns = columnsIn(rows, entity, origin);
  return {
    ...common,
    columns,
    rows: rows.map(row => columns.map(column => givenValue(row, column, upsert !== null, origin))),
    onConflict: conflict(columns),
  };
};

/** A raw statement. The values in its holes become parameters. */
export const rawQuery = (
  texts: readonly string[],
  holes: readonly unknown[],
  entity: EntityModel | null,
  origin: TextRange | undefined,
): RawQuery => {
  if (!Array.isArray(texts)) {
    throw new QueryError("invalid-value", "Raw SQL must be a tagged template.", {
      range: origin,
      hint: "Write db.sql`SELECT 1`. The values in its holes become parameters.",
    });
  }
  return { texts, holes: holes.map(hole => holeNode(hole, origin)), entity, origin };
};

const holeNode = (hole: unknown, origin: TextRange | undefined): QueryExpression => {
  if (hole instanceof ExpressionBuilder) return hole.node;
  if (isQuery(hole)) return { kind: "subquery", query: hole[STATE], origin };
  return { kind: "value", value: toParameter(hole), origin };
};
