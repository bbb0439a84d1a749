/** The statements of a planned flush. */
import type { TextRange } from "../../base/index.ts";
import type { SqlValue } from "../../drivers/index.ts";
import {
  type ColumnModel,
  checkWritten,
  conjunction,
  type EntityModel,
  QueryError,
  toParameter,
} from "../../query/index.ts";
import type {
  Delete,
  Dialect,
  Expression,
  Insert,
  ParameterValue,
  SelectItem,
  Update,
} from "../../sql/index.ts";
import { valuesOf } from "../entities/entity.ts";
import {
  type Entity,
  forgetStale,
  leadsElsewhere,
  rowPlaceOf,
  stateOf,
} from "../entities/entity-state.ts";
import type { SessionSettings } from "../session-settings.ts";
import type { ShapedStatement } from "../statements/shaped-statement.ts";
import type { Cascades } from "./cascades.ts";
import { changedColumns } from "./change-set.ts";
import { type ColumnSet, computedColumns, keyColumns, noColumns } from "./column-set.ts";
import type { FlushStep } from "./flush-plan.ts";
import { linksOf, type PendingLink } from "./pending-links.ts";
import type { RowKeys } from "./row-keys.ts";

/** Copies the keys of entities that a step refers to, which are known by now; what was related anew meanwhile is of the next save. */
const followLinks = (entity: Entity, links: readonly PendingLink[]): void => {
  for (const { relation, target } of links) {
    if (leadsElsewhere(entity, relation, target)) continue;
    relation.sourceColumns.forEach((column, index) => {
      const key = relation.targetColumns[index];
      if (key) entity[column.name] = target[key.name];
    });
  }
};

/** A key of one's own choosing is known before its row is there, and must not be written yet. */
const leaveOpen = (entity: Entity, links: readonly PendingLink[]): void => {
  for (const { relation } of links) {
    forgetStale(entity, relation);
    for (const column of relation.sourceColumns) if (column.nullable) entity[column.name] = null;
  }
};

export const parameterOf = (entity: Entity, column: ColumnModel): ParameterValue =>
  toParameter(entity[column.name] ?? null, column.type);

/** @throws QueryError `type-mismatch`, `invalid-value` for what the column does not hold */
const written = (
  value: unknown,
  column: ColumnModel,
  origin: TextRange | undefined,
): ParameterValue => {
  checkWritten(value, column, origin);
  return toParameter(value, column.type);
};

/** A reference to what never gets a key is none. */
const valueIn = (entity: Entity, column: ColumnModel): unknown => {
  const value = entity[column.name];
  if (value !== undefined) return value;
  const isReference = linksOf(entity).some(({ relation }) =>
    relation.sourceColumns.includes(column),
  );
  return isReference ? null : value;
};

export const parameter = (value: ParameterValue, origin: TextRange | undefined): Expression => ({
  kind: "parameter",
  value,
  origin,
});

/**
 * What must be true of the row that is meant: the columns that it is found by have the values that were read. The last
 * of them is null where there is no value for it.
 */
type Found = { readonly columns: ColumnSet; readonly values: readonly ParameterValue[] };

/** The row that an entity was loaded from, at the version that was read. @throws QueryError `no-primary-key` */
export const ownRow = (entity: Entity, version: ColumnModel | undefined): Found => {
  const { model } = stateOf(entity);
  if (model.primaryKey.length === 0) {
    throw new QueryError("no-primary-key", `${model.name} has no primary key to find its row by.`, {
      hint: "Give the table a primary key.",
    });
  }
  const key = keyColumns(model);
  const values = key.columns.map(column => rowValue(entity, column));
  if (!version) return { columns: key, values };
  const counted = rowValue(entity, version);
  if (counted === null) return { columns: key.andNull(version), values };
  return { columns: key.with(version), values: [...values, counted] };
};

export const conditionOf = (
  { columns, values }: Found,
  origin: TextRange | undefined,
): Expression =>
  conjunction(
    columns.columns.map(({ name }, index): Expression => {
      const left: Expression = { kind: "column", source: null, name };
      const value = values[index];
      if (value === undefined) return { kind: "isNull", operand: left, negated: false };
      return { kind: "comparison", operator: "=", left, right: parameter(value, origin) };
    }),
  );

/** A value as the database has it. */
export const rowValue = (entity: Entity, { index }: ColumnModel): SqlValue => {
  const place = rowPlaceOf(entity);
  return place?.rows[place.start + index] ?? null;
};

/** Whether it is known to be null without being asked for. */
export const isSurelyNull = ({ nullable, generated, hasDefault }: ColumnModel): boolean =>
  nullable && !generated && !hasDefault;

/**
 * What the database makes by itself and does not tell beside the statement: generated keys and defaults.
 * In a RETURNING all that was not given is asked for; it costs nothing.
 */
export const madeColumns = (entity: Entity, dialect: Dialect): readonly ColumnModel[] => {
  const { model } = stateOf(entity);
  const lastKey = lastKeyOf(model, dialect);
  const values = valuesOf(entity);
  return model.columns.filter(
    column =>
      column !== lastKey &&
      values[column.index] === undefined &&
      (dialect.hasReturning || !isSurelyNull(column)),
  );
};

/** The key that is told beside the statement, and need not be asked for in it. */
export const lastKeyOf = (
  { primaryKey }: EntityModel,
  { generatedKeys }: Dialect,
): ColumnModel | null =>
  (generatedKeys === "last key" && primaryKey.find(({ generated }) => generated)) || null;

/** @throws QueryError `unsupported` for a key that the database makes, but does not tell */
const requireToldKey = (entity: Entity, { dialect, origin }: FlushContext): void => {
  const { name, primaryKey } = stateOf(entity).model;
  const made = madeColumns(entity, dialect);
  const untold = primaryKey.find(key => key.hasDefault && made.includes(key));
  if (!untold) return;
  const message = `${dialect.label} does not tell the ${untold.name} that it makes for a ${name}.`;
  const hint = `Give ${untold.name} a value before you save.`;
  throw new QueryError("unsupported", message, { hint, range: origin });
};

/** The statement of a step, and the columns that it writes. */
export type StepStatement = ShapedStatement & { readonly written: readonly ColumnModel[] };

/** What a flush has to know beside its steps. */
export type FlushContext = {
  readonly dialect: Dialect;
  readonly settings: SessionSettings;
  readonly rowKeys: RowKeys;
  readonly cascades: Cascades;
  readonly origin: TextRange | undefined;
};

/** The columns of a new entity that have a value; the database makes the others, generated keys and defaults. */
const givenColumns = (values: readonly unknown[], model: EntityModel): ColumnSet => {
  let given = noColumns(model);
  for (const column of model.columns) {
    if (values[column.index] !== undefined) given = given.with(column);
  }
  return given;
};

const returningOf = (columns: readonly ColumnModel[]): readonly SelectItem[] =>
  columns.map(({ name }) => ({ expression: { kind: "column", source: null, name }, alias: null }));

const insertStatement = (entity: Entity, context: FlushContext): StepStatement => {
  const { dialect, origin, settings } = context;
  const { model } = stateOf(entity);
  const version = settings.versionOf(model);
  if (version) entity[version.name] ??= 1;
  if (!dialect.hasReturning) requireToldKey(entity, context);
  const values = valuesOf(entity);
  const { columns, insertText } = givenColumns(values, model);
  const parameters = columns.map(column => written(values[column.index], column, origin));
  const returned = () => (dialect.hasReturning ? madeColumns(entity, dialect) : []);
  return {
    text: insertText,
    parameters,
    written: columns,
    statement: (): Insert => ({
      kind: "insert",
      table: model.table,
      columns: columns.map(column => column.name),
      rows: [parameters.map(value => parameter(value, origin))],
      returning: returningOf(returned()),
      origin,
    }),
  };
};

/** The columns that an update has to write: keys that were awaited at the time of the plan are known by now. */
const columnsToWrite = (
  { entity, columns, links }: FlushStep,
  version: ColumnModel | undefined,
): ColumnSet => {
  const changed = links.length > 0 ? changedColumns(entity) : columns;
  return version && !changed.isEmpty ? changed.with(version) : changed;
};

const updateStatement = (step: FlushStep, context: FlushContext): StepStatement | null => {
  const { dialect, origin, settings } = context;
  const { entity } = step;
  const { model } = stateOf(entity);
  const version = settings.versionOf(model);
  const changed = columnsToWrite(step, version);
  if (changed.isEmpty) return null;
  if (version) entity[version.name] = Number(rowValue(entity, version) ?? 0) + 1;
  const found = ownRow(entity, version);
  const returned = () => (dialect.hasReturning ? computedColumns(model).columns : []);
  const values = changed.columns.map(column => written(valueIn(entity, column), column, origin));
  return {
    text: changed.updateText(found.columns),
    parameters: [...values, ...found.values],
    written: changed.columns,
    statement: (): Update => ({
      kind: "update",
      table: model.table,
      assignments: changed.columns.map(({ name }, index) => ({
        column: name,
        value: parameter(values[index] ?? null, origin),
      })),
      where: conditionOf(found, origin),
      returning: returningOf(returned()),
      origin,
    }),
  };
};

const deleteStatement = (entity: Entity, { origin, settings }: FlushContext): StepStatement => {
  const { model } = stateOf(entity);
  const found = ownRow(entity, settings.versionOf(model));
  return {
    text: found.columns.deleteText,
    parameters: found.values,
    written: [],
    statement: (): Delete => ({
      kind: "delete",
      table: model.table,
      where: conditionOf(found, origin),
      origin,
    }),
  };
};

/** The statement of a step, or nothing when there is nothing left to write. */
export const statementOf = (step: FlushStep, context: FlushContext): StepStatement | null => {
  const { kind, entity, links, postponed } = step;
  followLinks(entity, links);
  leaveOpen(entity, postponed);
  if (kind === "insert") return insertStatement(entity, context);
  return kind === "delete" ? deleteStatement(entity, context) : updateStatement(step, context);
};
