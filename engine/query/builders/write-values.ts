/** Values to write: by column, checked, as parameters or expressions. */
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
import { checkType, toParameter } from "../values.ts";
import type { Assigned, ConflictState, WriteState } from "../write-state.ts";

type Values = Readonly<Record<string, unknown>>;

const isValues = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export type UpsertOptions = {
  /** The columns by which a row is known to be there; the primary key unless told. */
  readonly by?: (row: object) => unknown;
  /** What to do then; all the given values are taken unless told. */
  readonly update?: "nothing" | ((row: object, given: object) => unknown);
  /** Which rows are updated then; all unless told. */
  readonly where?: (row: object, given: object) => unknown;
};

type Upsert = UpsertOptions & {
  /** Gives a lambda the row that is there. */
  readonly ask: (body: (row: object) => unknown) => unknown;
};

const columnOf = (entity: EntityModel, name: string, range: TextRange | undefined): ColumnModel => {
  const column = entity.columnsByName.get(name);
  if (column) return column;
  throw new QueryError("unknown-column", `${entity.name} has no column "${name}".`, {
    range,
    hint: didYouMean(name, entity.columnsByName.keys()),
  });
};

/** @throws QueryError `type-mismatch` for what PostgreSQL refuses, and SQLite would keep in silence */
const checkWhole = (
  value: unknown,
  { name, type }: ColumnModel,
  range: TextRange | undefined,
): void => {
  if (type.kind !== "integer" || typeof value !== "number" || Number.isInteger(value)) return;
  throw new QueryError(
    "type-mismatch",
    `${value} is written to ${name}, which holds whole numbers.`,
    {
      range,
      hint: "Round it, or make the column a decimal.",
    },
  );
};

/** @throws QueryError `type-mismatch` for what a column does not hold */
export const checkWritten = (
  value: unknown,
  column: ColumnModel,
  range: TextRange | undefined,
): void => {
  checkType(value, column.type, range);
  checkWhole(value, column, range);
};

/** A date with a time is written otherwise than one without. */
const asKept = (value: ExpressionBuilder, { kind }: ColumnModel["type"]): ExpressionBuilder => {
  const given = value.type?.kind;
  const isOther = (given === "date" || given === "datetime") && given !== kind;
  return isOther && (kind === "date" || kind === "datetime") ? value.cast(kind) : value;
};

const valueNode = (
  value: unknown,
  column: ColumnModel,
  origin: TextRange | undefined,
): QueryExpression => {
  if (value instanceof ExpressionBuilder) {
    const { node } = asKept(value, column.type);
    // What it is, is told by the column that it goes to.
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
  throw new QueryError("invalid-value", "There is nothing to write.", {
    range,
    hint: 'Give columns and their values: { title: "New" }.',
  });
};

/** Columns that any of the rows has, in the order of the table. */
const columnsIn = (
  rows: readonly Values[],
  entity: EntityModel,
  range: TextRange | undefined,
): readonly ColumnModel[] => {
  const named = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) named.add(name);
  for (const name of named) columnOf(entity, name, range);
  return entity.columns.filter(column => named.has(column.name));
};

const conflictState = (
  { by, update, where, ask }: Upsert,
  variable: RowVariable,
  written: readonly ColumnModel[],
  range: TextRange | undefined,
): ConflictState => {
  const { entity } = variable;
  const named = by ? [ask(by)].flat() : [];
  const columns = by
    ? named.flatMap(each =>
        each instanceof ExpressionBuilder && each.node.kind === "column" ? [each.node.column] : [],
      )
    : entity.primaryKey;
  if (columns.length === 0) {
    throw new QueryError("no-primary-key", "An upsert needs to know which columns are unique.", {
      range,
      hint: "Name them: { by: u => u.email }.",
    });
  }
  if (update === "nothing") return { columns, assignments: [], where: null };
  if (update && typeof update !== "function") {
    throw new QueryError("invalid-value", `An upsert cannot update "${update}".`, {
      range,
      hint: 'Say "nothing", or what to write: (row, given) => ({ title: given.title }).',
    });
  }
  const given = Object.fromEntries(
    entity.columns.map(column => {
      const node: QueryExpression = { kind: "givenColumn", column, origin: range };
      return [column.name, new ExpressionBuilder(node, () => null, column.type)];
    }),
  );
  const taken = written.filter(column => !columns.includes(column));
  const values = update
    ? ask(row => update(row, given))
    : Object.fromEntries(taken.map(column => [column.name, given[column.name]]));
  const assignments = !update && taken.length === 0 ? [] : assignmentsOf(values, entity, range);
  const condition =
    where &&
    conditionOf(
      ask(row => where(row, given)),
      range,
    );
  return { columns, assignments, where: condition ?? null };
};

/**
 * The value of a column; what a row does not say is left to the database where that makes something of it, or where
 * the row may be there and has a value already.
 */
const givenValue = (
  row: Values,
  column: ColumnModel,
  mayBeThere: boolean,
  origin: TextRange | undefined,
): QueryExpression | null => {
  const value = Object.hasOwn(row, column.name) ? row[column.name] : undefined;
  if (value === undefined && (mayBeThere || column.hasDefault || column.generated)) return null;
  return valueNode(value ?? null, column, origin);
};

/** @throws QueryError `invalid-value` */
const rowsOf = (given: unknown, range: TextRange | undefined): readonly Values[] => {
  const rows: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (rows.every(isValues)) return rows;
  throw new QueryError("invalid-value", "Rows are wanted here: objects of columns and values.", {
    range,
    hint: 'Give one, { title: "New" }, a list of them, or a selection.',
  });
};

/** What an insert says. */
export const insertState = (
  given: unknown,
  variable: RowVariable,
  upsert: Upsert | null,
  origin: TextRange | undefined,
): WriteState => {
  const { entity } = variable;
  const common = { kind: "insert", variable, origin, returning: null } as const;
  const conflict = (columns: readonly ColumnModel[]) =>
    upsert && conflictState(upsert, variable, columns, origin);
  if (isQuery(given)) {
    const state = given[STATE];
    const fields = state.shape ? fieldsOf(state.shape.value) : [];
    const columns = state.shape
      ? fields.map(field => columnOf(entity, fieldName(field), origin))
      : state.variable.entity.columns.map(column => columnOf(entity, column.name, origin));
    return { ...common, columns, rows: state, onConflict: conflict(columns) };
  }
  const rows = rowsOf(given, origin).map(each => withKeys(each, entity, origin));
  const columns = columnsIn(rows, entity, origin);
  return {
    ...common,
    columns,
    rows: rows.map(row => columns.map(column => givenValue(row, column, upsert !== null, origin))),
    onConflict: conflict(columns),
  };
};

/** A person's own statement: what stands in its holes are parameters and expressions. */
export const rawQuery = (
  texts: readonly string[],
  holes: readonly unknown[],
  entity: EntityModel | null,
  origin: TextRange | undefined,
): RawQuery => {
  if (!Array.isArray(texts)) {
    throw new QueryError("invalid-value", "SQL stands between backticks, right behind the name.", {
      range: origin,
      hint: "Write db.sql`SELECT 1`; what stands in its holes becomes parameters.",
    });
  }
  return { texts, holes: holes.map(hole => holeNode(hole, origin)), entity, origin };
};

const holeNode = (hole: unknown, origin: TextRange | undefined): QueryExpression => {
  if (hole instanceof ExpressionBuilder) return hole.node;
  if (isQuery(hole)) return { kind: "subquery", query: hole[STATE], origin };
  return { kind: "value", value: toParameter(hole), origin };
};
