/** The statements that write the rows of steps. There are as many as rows: their trees are made only for who asks. */
import type { TextRange } from "../../base/index.ts";
import {
  type ColumnModel,
  checkWritten,
  type EntityModel,
  toParameter,
} from "../../query/index.ts";
import type { Delete, Insert, ParameterValue, SelectItem, Update } from "../../sql/index.ts";
import { valuesOf } from "../entities/entity.ts";
import { type Entity, stateOf } from "../entities/entity-state.ts";
import type { ShapedStatement, StatementText } from "../statements/shaped-statement.ts";
import { type ColumnSet, computedColumns, noColumns } from "./column-set.ts";
import type { FlushContext } from "./flush-context.ts";
import type { FlushStep } from "./flush-plan.ts";
import { conditionOf, type Found, ownRow, parameter, rowValue } from "./found-row.ts";
import { madeColumns, requireToldKey } from "./made-columns.ts";
import { linksOf } from "./pending-links.ts";

/** The statement of a step, and the columns that it writes. */
export type StepStatement = ShapedStatement & {
  readonly step: FlushStep;
  readonly written: readonly ColumnModel[];
};

/** @throws QueryError `type-mismatch`, `invalid-value` for what the column does not hold */
const written = (
  value: unknown,
  column: ColumnModel,
  origin: TextRange | undefined,
): ParameterValue => {
  checkWritten(value, column, origin);
  return toParameter(value, column.type);
};

const isReference = (entity: Entity, column: ColumnModel): boolean =>
  linksOf(entity).some(({ relation }) => relation.sourceColumns.includes(column));

/** A reference to what never gets a key is none. */
const valueIn = (entity: Entity, column: ColumnModel): unknown => {
  const value = entity[column.name];
  return value === undefined && isReference(entity, column) ? null : value;
};

/** The columns of a new entity that have a value; the database makes the others, generated keys and defaults. */
const givenColumns = (values: readonly unknown[], model: EntityModel): ColumnSet => {
  let given = noColumns(model);
  for (const column of model.columns) {
    if (values[column.index] !== undefined) given = given.with(column);
  }
  return given;
};

/** The values of these columns as they are written, in place of all: there are as many of these lists as new rows. */
const parametersFrom = (
  values: unknown[],
  columns: readonly ColumnModel[],
  origin: TextRange | undefined,
): readonly ParameterValue[] => {
  let place = 0;
  for (const column of columns) {
    values[place] = written(values[column.index], column, origin);
    place += 1;
  }
  values.length = place;
  return values as readonly ParameterValue[];
};

const returningOf = (columns: readonly ColumnModel[]): readonly SelectItem[] =>
  columns.map(({ name }) => ({ expression: { kind: "column", source: null, name }, alias: null }));

/** Counts a version up, which the statement writes. @throws QueryError `unsupported`, `type-mismatch`, `invalid-value` */
export class InsertStatement implements StepStatement {
  readonly step: FlushStep;
  readonly parameters: readonly ParameterValue[];
  readonly #columns: ColumnSet;
  readonly #context: FlushContext;

  constructor(step: FlushStep, context: FlushContext) {
    const { entity } = step;
    const { model } = stateOf(entity);
    const version = context.settings.versionOf(model);
    if (version) entity[version.name] ??= 1;
    if (!context.dialect.hasReturning) requireToldKey(entity, context);
    const values = valuesOf(entity);
    this.step = step;
    this.#context = context;
    this.#columns = givenColumns(values, model);
    this.parameters = parametersFrom(values, this.#columns.columns, context.origin);
  }

  get text(): StatementText {
    return this.#columns.insertText;
  }

  get written(): readonly ColumnModel[] {
    return this.#columns.columns;
  }

  statement(): Insert {
    const { dialect, origin } = this.#context;
    const { entity } = this.step;
    return {
      kind: "insert",
      table: stateOf(entity).model.table,
      columns: this.written.map(column => column.name),
      rows: [this.parameters.map(value => parameter(value, origin))],
      returning: returningOf(dialect.hasReturning ? madeColumns(entity, dialect) : []),
      origin,
    };
  }
}

/** @throws QueryError `type-mismatch`, `invalid-value` */
export class UpdateStatement implements StepStatement {
  readonly step: FlushStep;
  readonly parameters: readonly ParameterValue[];
  readonly #columns: ColumnSet;
  readonly #found: Found;
  readonly #context: FlushContext;

  /** Writes these columns, and counts a version up. */
  constructor(step: FlushStep, columns: ColumnSet, context: FlushContext) {
    const { entity } = step;
    const version = context.settings.versionOf(stateOf(entity).model);
    if (version) entity[version.name] = Number(rowValue(entity, version) ?? 0) + 1;
    this.step = step;
    this.#context = context;
    this.#columns = version ? columns.with(version) : columns;
    this.#found = ownRow(entity, version);
    const parameters: ParameterValue[] = [];
    for (const column of this.written) {
      parameters.push(written(valueIn(entity, column), column, context.origin));
    }
    for (const value of this.#found.values) parameters.push(value);
    this.parameters = parameters;
  }

  get text(): StatementText {
    return this.#columns.updateText(this.#found.columns);
  }

  get written(): readonly ColumnModel[] {
    return this.#columns.columns;
  }

  statement(): Update {
    const { dialect, origin } = this.#context;
    const { model } = stateOf(this.step.entity);
    return {
      kind: "update",
      table: model.table,
      assignments: this.written.map(({ name }, index) => ({
        column: name,
        value: parameter(this.parameters[index] ?? null, origin),
      })),
      where: conditionOf(this.#found, origin),
      returning: returningOf(dialect.hasReturning ? computedColumns(model).columns : []),
      origin,
    };
  }
}

export class DeleteStatement implements StepStatement {
  readonly step: FlushStep;
  readonly written: readonly ColumnModel[] = [];
  readonly #found: Found;
  readonly #origin: TextRange | undefined;

  constructor(step: FlushStep, { settings, origin }: FlushContext) {
    this.step = step;
    this.#found = ownRow(step.entity, settings.versionOf(stateOf(step.entity).model));
    this.#origin = origin;
  }

  get text(): StatementText {
    return this.#found.columns.deleteText;
  }

  get parameters(): readonly ParameterValue[] {
    return this.#found.values;
  }

  statement(): Delete {
    return {
      kind: "delete",
      table: stateOf(this.step.entity).model.table,
      where: conditionOf(this.#found, this.#origin),
      origin: this.#origin,
    };
  }
}
