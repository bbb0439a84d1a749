/** The statements of a planned flush. */
import type { TextRange } from "../base/index.ts";
import {
  type ColumnModel,
  conjunction,
  type EntityModel,
  QueryError,
  toParameter,
} from "../query/index.ts";
import type { Delete, Dialect, Expression, Insert, ParameterValue, Update } from "../sql/index.ts";
import { changedColumns } from "./change-set.ts";
import { isDeferred } from "./deferred-column.ts";
import { type Entity, stateOf } from "./entity.ts";
import type { FlushStep, PendingLink } from "./flush-plan.ts";
import type { SessionSettings } from "./session-settings.ts";
import type { ShapedStatement } from "./shaped-statement.ts";

/** Copies the keys of entities that a step refers to, which are known by now. */
const followLinks = (entity: Entity, links: readonly PendingLink[]): void => {
  for (const { relation, target } of links) {
    relation.sourceColumns.forEach((column, index) => {
      const key = relation.targetColumns[index];
      if (key) entity[column.name] = target[key.name];
    });
  }
};

export const parameterOf = (entity: Entity, column: ColumnModel): ParameterValue =>
  toParameter(entity[column.name] ?? null, column.type);

const parameter = (value: ParameterValue, origin: TextRange | undefined): Expression => ({
  kind: "parameter",
  value,
  origin,
});

/** The primary key as the database has it. @throws QueryError `no-primary-key` */
const ownKey = (entity: Entity): readonly RowCondition[] => {
  const { model, row } = stateOf(entity);
  if (model.primaryKey.length === 0) {
    throw new QueryError("no-primary-key", `${model.name} has no primary key to find its row by.`, {
      hint: "Give the table a primary key.",
    });
  }
  return model.primaryKey.map(column => ({ column, value: row?.[column.index] ?? null }));
};

/** What must be true of the row that is meant. */
type RowCondition = { readonly column: ColumnModel; readonly value: ParameterValue };

/** The row that an entity was loaded from, at the version that was read. */
const ownRow = (entity: Entity, version: RowCondition | null): readonly RowCondition[] => [
  ...ownKey(entity),
  ...(version ? [version] : []),
];

const shapeOf = (conditions: readonly RowCondition[]): string =>
  positionsOf(conditions.map(({ column }) => column));

const conditionOf = (
  conditions: readonly RowCondition[],
  origin: TextRange | undefined,
): Expression =>
  conjunction(
    conditions.map(({ column, value }) => ({
      kind: "comparison" as const,
      operator: "=" as const,
      left: { kind: "column" as const, source: null, name: column.name },
      right: parameter(value, origin),
    })),
  );

/** What the database makes by itself: generated keys and defaults. */
const missingColumns = (model: EntityModel, entity: Entity): readonly ColumnModel[] =>
  model.columns.filter(column => isMissing(entity, column));

const isMissing = (entity: Entity, column: ColumnModel): boolean =>
  !isLeftOut(entity, column) && entity[column.name] === undefined;

/** Whether the entity came without a column. */
export const isLeftOut = (entity: Entity, column: ColumnModel): boolean =>
  stateOf(entity).isPartial && isDeferred(entity, column);

const positionsOf = (columns: readonly ColumnModel[]): string =>
  columns.map(column => column.index).join();

/** The key that is told beside the statement, and need not be asked for in it. */
export const lastKeyOf = (
  { primaryKey: [key, second] }: EntityModel,
  dialect: Dialect,
): ColumnModel | null =>
  dialect.generatedKeys === "last key" && key?.generated && !second ? key : null;

/** The statement of a step, and the columns that it writes. */
export type StepStatement = ShapedStatement & { readonly written: readonly ColumnModel[] };

/** What a flush has to know beside its steps. */
export type FlushContext = {
  readonly dialect: Dialect;
  readonly settings: SessionSettings;
  readonly origin: TextRange | undefined;
};

/** The version that an entity's row was read at. */
export const readVersion = (entity: Entity, { settings }: FlushContext): RowCondition | null => {
  const { model, row } = stateOf(entity);
  const column = settings.versionOf(model);
  return column ? { column, value: row?.[column.index] ?? null } : null;
};

const insertStatement = (entity: Entity, context: FlushContext): StepStatement => {
  const { dialect, origin, settings } = context;
  const { model } = stateOf(entity);
  const version = settings.versionOf(model);
  if (version) entity[version.name] ??= 1;
  const given = model.columns.filter(column => entity[column.name] !== undefined);
  const parameters = given.map(column => parameterOf(entity, column));
  const lastKey = lastKeyOf(model, dialect);
  const returned = () => missingColumns(model, entity).filter(column => column !== lastKey);
  return {
    shape: `insert ${model.table} ${positionsOf(given)}`,
    parameters,
    written: given,
    statement: (): Insert => ({
      kind: "insert",
      table: model.table,
      columns: given.map(column => column.name),
      rows: [parameters.map(value => parameter(value, origin))],
      returning: returned().map(({ name }) => ({
        expression: { kind: "column", source: null, name },
        alias: null,
      })),
      origin,
    }),
  };
};

/** The columns that an update has to write: keys that were awaited at the time of the plan are known by now. */
const columnsToWrite = (
  { entity, columns, links }: FlushStep,
  version: RowCondition | null,
): readonly ColumnModel[] => {
  const changed = links.length > 0 ? changedColumns(entity) : columns;
  if (!version || changed.length === 0 || changed.includes(version.column)) return changed;
  return [...changed, version.column];
};

const updateStatement = (step: FlushStep, context: FlushContext): StepStatement | null => {
  const { origin } = context;
  const { entity } = step;
  const { model } = stateOf(entity);
  const version = readVersion(entity, context);
  const written = columnsToWrite(step, version);
  if (written.length === 0) return null;
  if (version) entity[version.column.name] = Number(version.value ?? 0) + 1;
  const conditions = ownRow(entity, version);
  const values = written.map(column => parameterOf(entity, column));
  return {
    shape: `update ${model.table} ${positionsOf(written)} of ${shapeOf(conditions)}`,
    parameters: [...values, ...conditions.map(({ value }) => value)],
    written,
    statement: (): Update => ({
      kind: "update",
      table: model.table,
      assignments: written.map(({ name }, index) => ({
        column: name,
        value: parameter(values[index] ?? null, origin),
      })),
      where: conditionOf(conditions, origin),
      origin,
    }),
  };
};

const deleteStatement = (entity: Entity, context: FlushContext): StepStatement => {
  const { origin } = context;
  const { table } = stateOf(entity).model;
  const conditions = ownRow(entity, readVersion(entity, context));
  return {
    shape: `delete ${table} of ${shapeOf(conditions)}`,
    parameters: conditions.map(({ value }) => value),
    written: [],
    statement: (): Delete => ({
      kind: "delete",
      table,
      where: conditionOf(conditions, origin),
      origin,
    }),
  };
};

/** The statement of a step, or nothing when there is nothing left to write. */
export const statementOf = (step: FlushStep, context: FlushContext): StepStatement | null => {
  const { kind, entity, links } = step;
  followLinks(entity, links);
  if (kind === "insert") return insertStatement(entity, context);
  return kind === "delete" ? deleteStatement(entity, context) : updateStatement(step, context);
};
