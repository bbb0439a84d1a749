/** Bulk writes, divided into as many statements as necessary. */
import { memoize } from "../../../base/index.ts";
import type { Cause, QueryResult, SqlRow } from "../../../drivers/index.ts";
import {
  compileWrite,
  type EntityModel,
  insertPortions,
  type Projection,
  type WriteResult,
  type WriteState,
} from "../../../query/index.ts";
import type { ParameterValue } from "../../../sql/index.ts";
import { rowReader } from "../../loading/row-reader.ts";
import {
  CachedText,
  LazyStatement,
  type StatementSource,
  uncached,
} from "../../statements/cached-statement.ts";
import type { Statements } from "../../statements/statements.ts";
import type { TransactionStack } from "../../transactions.ts";

export class BulkWrites {
  readonly #statements: Statements;
  readonly #transactions: TransactionStack;

  constructor(statements: Statements, transactions: TransactionStack) {
    this.#statements = statements;
    this.#transactions = transactions;
  }

  /** Writes all rows, or none. */
  async write(state: WriteState): Promise<WriteResult> {
    const { mostParameters } = this.#statements.dialect;
    const portions = state.kind === "insert" ? insertPortions(state, mostParameters) : [state];
    const results =
      portions.length > 1
        ? await this.#transactions.run(() => this.#all(portions), state.origin)
        : await this.#all(portions);
    return {
      changes: results.reduce((sum, each) => sum + each.changes, 0),
      rows: results.flatMap(each => each.rows),
    };
  }

  async #all(states: readonly WriteState[]): Promise<readonly WriteResult[]> {
    const results: WriteResult[] = [];
    for (const state of states) {
      const { changes, rows } = await this.#one(state);
      const projection = state.returning?.value;
      results.push({ changes, rows: projection ? valuesOf(rows, projection) : [] });
    }
    return results;
  }

  async #one(state: WriteState): Promise<QueryResult> {
    const cause = (): Cause => ({ kind: "write", subject: state.variable.entity.name });
    const statement = cachedInsert(state) ?? uncached(compileWrite(state));
    return this.#statements.run(statement, { cause, origin: state.origin });
  }
}

const valuesOf = (rows: readonly SqlRow[], projection: Projection): readonly unknown[] => {
  const read = rowReader(projection, null);
  return rows.map(row => read(row, 0));
};

/** An insert whose rows consist of values only. */
const cachedInsert = (state: WriteState): StatementSource | null => {
  if (state.kind !== "insert" || state.onConflict || state.returning) return null;
  if (!Array.isArray(state.rows)) return null;
  const parameters: ParameterValue[] = [];
  for (const row of state.rows) {
    for (const value of row) {
      if (value?.kind !== "value") return null;
      parameters.push(value.value);
    }
  }
  const columns = state.columns.map(({ index }) => index).join();
  const text = cachedText(state.variable.entity, `${columns} ${state.rows.length}`);
  return new LazyStatement(text, parameters, () => compileWrite(state));
};

/** The text for many rows is long, and an insert in portions has two different texts. */
const MOST_TEXTS = 16;

const textsOf = memoize((_: EntityModel) => new Map<string, CachedText>());

const cachedText = (entity: EntityModel, key: string): CachedText => {
  const texts = textsOf(entity);
  const known = texts.get(key);
  if (known) return known;
  if (texts.size >= MOST_TEXTS) texts.clear();
  const text = new CachedText();
  texts.set(key, text);
  return text;
};
