/** The statements of steps. There is one for each row, so their trees are created on demand. */
import type { TextRange } from "../../../base/index.ts";
import type { ColumnModel } from "../../../query/index.ts";
import type { Delete, Insert, ParameterValue, SelectItem, Update } from "../../../sql/index.ts";
import { valuesOf } from "../../entities/entity.ts";
import { stateOf } from "../../entities/entity-state.ts";
import { CachedStatement, type CachedText } from "../../statements/cached-statement.ts";
import { type ColumnSet, computedColumns } from "../change-set/column-set.ts";
import type { FlushStep } from "../plan/flush-step.ts";
import type { FlushContext } from "./flush-context.ts";
import { generatedColumns, requireReportedKey } from "./generated-columns.ts";
import {
  type Found,
  nextVersion,
  parameter,
  predicateColumns,
  rowCondition,
  rowPredicate,
} from "./row-predicate.ts";
import { assignedColumns, insertParameters, updateParameters } from "./step-parameters.ts";

/** The statement of a step, and the columns that it writes. */
export abstract class StepStatement extends CachedStatement {
  readonly step: FlushStep;

  constructor(step: FlushStep) {
    super();
    this.step = step;
  }

  abstract get written(): readonly ColumnModel[];
}

const returningOf = (columns: readonly ColumnModel[]): readonly SelectItem[] =>
  columns.map(({ name }) => ({ expression: { kind: "column", source: null, name }, alias: null }));

/** What an INSERT or UPDATE writes. */
type SaveRun = {
  readonly columns: ColumnSet;
  readonly parameters: readonly ParameterValue[];
  readonly context: FlushContext;
};

class InsertStatement extends StepStatement {
  readonly parameters: readonly ParameterValue[];
  readonly #columns: ColumnSet;
  readonly #context: FlushContext;

  constructor(step: FlushStep, { columns, parameters, context }: SaveRun) {
    super(step);
    this.parameters = parameters;
    this.#columns = columns;
    this.#context = context;
  }

  get text(): CachedText {
    return this.#columns.insertText;
  }

  get written(): readonly ColumnModel[] {
    return this.#columns.columns;
  }

  tree(): Insert {
    const { dialect, origin } = this.#context;
    const { model } = stateOf(this.step.entity);
    return {
      kind: "insert",
      table: model.table,
      columns: this.written.map(column => column.name),
      rows: [this.parameters.map(value => parameter(value, origin))],
      returning: returningOf(
        dialect.hasReturning ? generatedColumns(model, this.written, dialect) : [],
      ),
      origin,
    };
  }
}

/**
 * Inserts the row of a new entity and sets its version.
 * @throws QueryError `unsupported`, `type-mismatch`, `invalid-value`
 */
export const insertStatement = (step: FlushStep, context: FlushContext): StepStatement => {
  const { entity } = step;
  const { model } = stateOf(entity);
  const version = context.settings.versionOf(model);
  if (version) entity[version.name] ??= 1;
  const values = valuesOf(entity);
  const columns = assignedColumns(values, model);
  if (!context.dialect.hasReturning) requireReportedKey(model, columns.columns, context);
  const parameters = insertParameters(values, columns.columns, context.origin);
  return new InsertStatement(step, { columns, parameters, context });
};

class UpdateStatement extends StepStatement {
  readonly parameters: readonly ParameterValue[];
  readonly #columns: ColumnSet;
  /** The columns of the row predicate; their values are the last parameters. */
  readonly #predicate: ColumnSet;
  readonly #context: FlushContext;

  constructor(step: FlushStep, predicate: ColumnSet, { columns, parameters, context }: SaveRun) {
    super(step);
    this.parameters = parameters;
    this.#columns = columns;
    this.#predicate = predicate;
    this.#context = context;
  }

  get text(): CachedText {
    return this.#columns.updateText(this.#predicate);
  }

  get written(): readonly ColumnModel[] {
    return this.#columns.columns;
  }

  tree(): Update {
    const { dialect, origin } = this.#context;
    const { model } = stateOf(this.step.entity);
    const values = this.parameters.slice(this.written.length);
    return {
      kind: "update",
      table: model.table,
      assignments: this.written.map(({ name }, index) => ({
        column: name,
        value: parameter(this.parameters[index] ?? null, origin),
      })),
      where: rowCondition({ columns: this.#predicate, values }, origin),
      returning: returningOf(dialect.hasReturning ? computedColumns(model).columns : []),
      origin,
    };
  }
}

/** Updates columns of the row of an entity and increments its version. @throws QueryError `type-mismatch`, `invalid-value` */
export const updateStatement = (
  step: FlushStep,
  changed: ColumnSet,
  context: FlushContext,
): StepStatement => {
  const { entity } = step;
  const version = context.settings.versionOf(stateOf(entity).model);
  if (version) entity[version.name] = nextVersion(entity, version);
  const columns = version ? changed.with(version) : changed;
  const predicate = predicateColumns(entity, version);
  const parameters = updateParameters(entity, {
    columns: columns.columns,
    predicate: predicate.valued,
    origin: context.origin,
  });
  return new UpdateStatement(step, predicate, { columns, parameters, context });
};

class DeleteStatement extends StepStatement {
  readonly written: readonly ColumnModel[] = [];
  readonly #predicate: Found;
  readonly #origin: TextRange | undefined;

  constructor(step: FlushStep, predicate: Found, origin: TextRange | undefined) {
    super(step);
    this.#predicate = predicate;
    this.#origin = origin;
  }

  get text(): CachedText {
    return this.#predicate.columns.deleteText;
  }

  get parameters(): readonly ParameterValue[] {
    return this.#predicate.values;
  }

  tree(): Delete {
    return {
      kind: "delete",
      table: stateOf(this.step.entity).model.table,
      where: rowCondition(this.#predicate, this.#origin),
      origin: this.#origin,
    };
  }
}

export const deleteStatement = (
  step: FlushStep,
  { settings, origin }: FlushContext,
): StepStatement => {
  const { entity } = step;
  return new DeleteStatement(
    step,
    rowPredicate(entity, settings.versionOf(stateOf(entity).model)),
    origin,
  );
};
