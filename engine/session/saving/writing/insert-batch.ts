/** Inserts many rows with one statement, for databases on a server. */
import { plus, present } from "../../../base/index.ts";
import type { Cause, QueryResult, SqlRow } from "../../../drivers/index.ts";
import type { ColumnModel, EntityModel } from "../../../query/index.ts";
import type { Insert } from "../../../sql/index.ts";
import type { Key } from "../../entities/by-key.ts";
import { labelOf, valuesOf } from "../../entities/entity.ts";
import { type Entity, stateOf } from "../../entities/entity-state.ts";
import { keyIn, keyOf } from "../../entities/identity-map.ts";
import { uncached } from "../../statements/cached-statement.ts";
import type { Statements } from "../../statements/statements.ts";
import type { FlushStep } from "../plan/flush-step.ts";
import type { FlushContext } from "./flush-context.ts";
import { generatedColumns, lastKeyOf } from "./generated-columns.ts";
import { parameter } from "./row-predicate.ts";
import { settle } from "./settle-step.ts";
import type { StepStatement } from "./step-statement.ts";

/** The most rows of a statement, unless it has too many parameters. */
const MOST_ROWS = 1000;
const NAMED = 3;

/** Whether the database returns a value unchanged. It may cut a text that is too long. */
const isExact = (value: unknown, { type }: ColumnModel): boolean => {
  if (type.kind !== "varchar") return type.kind === "integer" || type.kind === "text";
  return type.length === null || String(value).length <= type.length;
};

export class InsertBatches {
  readonly #statements: Statements;
  readonly #context: FlushContext;
  /** The step of generated keys; null before it is read. */
  #keyStep: number | null = null;

  constructor(statements: Statements, context: FlushContext) {
    this.#statements = statements;
    this.#context = context;
  }

  /** How many rows like this one fit into a statement. */
  batchSize({ step, written }: StepStatement): number {
    const { length } = written;
    if (step.kind !== "insert" || length === 0 || !this.#isReported(step.entity, written)) return 1;
    return Math.min(MOST_ROWS, Math.floor(this.#context.dialect.mostParameters / length));
  }

  /** Whether generated values can be assigned to the right rows. */
  #isReported(entity: Entity, written: readonly ColumnModel[]): boolean {
    const { dialect } = this.#context;
    const { model } = stateOf(entity);
    const { primaryKey } = model;
    const generated = generatedColumns(model, written, dialect);
    if (!dialect.hasReturning) return generated.length === 0 && this.#isCounted(entity);
    const isNamed = primaryKey.every(column => isExact(entity[column.name], column));
    const isGiven = isNamed && keyIn(entity, primaryKey) !== null && primaryKey.length > 0;
    return isGiven || (generated.length === 0 && !generatesLastKey(entity, this.#context));
  }

  #isCounted(entity: Entity): boolean {
    return !generatesLastKey(entity, this.#context) || this.#context.dialect.keyStep !== undefined;
  }

  /** Reserves keys for consecutive inserts of one table from `start` on, if there is more than one. */
  async reserveKeys(steps: readonly FlushStep[], start: number): Promise<void> {
    const first = steps[start];
    const { keysAhead } = this.#context.dialect;
    if (!keysAhead || !first || !needsKey(first)) return;
    const { model } = stateOf(first.entity);
    const end = steps.findIndex(
      (step, index) => index > start && !(needsKey(step) && stateOf(step.entity).model === model),
    );
    const many = steps.slice(start, end < 0 ? undefined : end);
    for (let from = 0; many.length > 1 && from < many.length; from += MOST_ROWS) {
      await this.#reserveKeysFor(model, many.slice(from, from + MOST_ROWS));
    }
  }

  async #reserveKeysFor(model: EntityModel, steps: readonly FlushStep[]): Promise<void> {
    const { dialect, origin } = this.#context;
    const column = present(model.primaryKey[0], "the key that is counted").name;
    const request = { table: model.table, column, count: steps.length };
    const statement = present(dialect.keysAhead, "keys before rows")(request);
    const object = `read ${steps.length} keys of ${model.name}: for one INSERT of its new rows`;
    const cause = (): Cause => ({ kind: "flush", subject: object });
    const { rows } = await this.#statements.run(uncached(statement), { cause, origin });
    steps.forEach(({ entity }, index) => {
      const key = rows[index]?.[0] ?? null;
      if (key !== null) entity[column] = Number.isSafeInteger(Number(key)) ? Number(key) : key;
    });
  }

  async insert(prepared: readonly StepStatement[]): Promise<void> {
    const { dialect, origin } = this.#context;
    const first = present(prepared[0], "a row among those that are inserted");
    const { model } = stateOf(first.step.entity);
    const generated = dialect.hasReturning ? generatedColumns(model, first.written, dialect) : [];
    const returned = generated.length > 0 ? [...model.primaryKey, ...generated] : [];
    const step = generatesLastKey(first.step.entity, this.#context) ? await this.#stepOfKeys() : 0;
    const statement: Insert = {
      kind: "insert",
      table: model.table,
      columns: first.written.map(({ name }) => name),
      rows: prepared.map(each => each.parameters.map(value => parameter(value, origin))),
      returning: returned.map(({ name }) => ({
        expression: { kind: "column", source: null, name },
        alias: null,
      })),
      origin,
    };
    const cause = (): Cause => ({ kind: "flush", subject: objectOf(prepared) });
    const result = await this.#statements.run(uncached(statement), { cause, origin });
    settleBatch(
      { prepared, keyColumns: model.primaryKey.length, keyStep: step },
      result,
      this.#context,
    );
  }

  async #stepOfKeys(): Promise<number> {
    const { dialect, origin } = this.#context;
    if (this.#keyStep !== null) return this.#keyStep;
    const object = "read the step of generated keys: for one INSERT of many rows";
    const statement = present(dialect.keyStep, "the distance of keys");
    const cause = (): Cause => ({ kind: "flush", subject: object });
    const { rows } = await this.#statements.run(uncached(statement), { cause, origin });
    this.#keyStep = Number(rows[0]?.[0]);
    return this.#keyStep;
  }
}

const generatesLastKey = (entity: Entity, { dialect }: FlushContext): boolean => {
  const lastKey = lastKeyOf(stateOf(entity).model, dialect);
  return lastKey !== null && valuesOf(entity)[lastKey.index] === undefined;
};

const needsKey = ({ kind, entity }: FlushStep): boolean => {
  const [key, second] = stateOf(entity).model.primaryKey;
  return kind === "insert" && !second && key?.isCounted === true && entity[key.name] === undefined;
};

const objectOf = (prepared: readonly StepStatement[]): string => {
  const named = prepared.slice(0, NAMED).map(({ step }) => labelOf(step.entity));
  const others = prepared.length - named.length;
  const rest = others > 0 ? ` and ${others} more` : "";
  return `insert ${named.join(", ")}${rest}: ${prepared[0]?.step.reason ?? ""}`;
};

type Batch = {
  readonly prepared: readonly StepStatement[];
  /** The number of columns of the primary key. */
  readonly keyColumns: number;
  /** The difference between two generated keys. */
  readonly keyStep: number;
};

/** Rows may be returned in any order, so they are matched by key. */
const settleBatch = (
  { prepared, keyColumns, keyStep }: Batch,
  { rows, insertedKey }: QueryResult,
  context: FlushContext,
): void => {
  const rowsByKey = new Map<Key | null, SqlRow>(
    rows.map(row => [keyOf(row.slice(0, keyColumns)), row.slice(keyColumns)]),
  );
  prepared.forEach((statement, index) => {
    const { entity } = statement.step;
    const own =
      rows.length > 0 ? rowsByKey.get(keyIn(entity, stateOf(entity).model.primaryKey)) : [];
    const key = insertedKey === undefined ? undefined : plus(insertedKey, index * keyStep);
    const returned = present(own, "the row of a new entity, by its key");
    settle(statement, { key, returned }, context);
  });
};
