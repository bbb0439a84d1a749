/** Bulk writes, in as many statements as they take. */
import { memoize } from "../../base/index.ts";
import type { Cause, QueryResult, SqlRow } from "../../drivers/index.ts";
import {
  compileWrite,
  type EntityModel,
  insertPortions,
  type Projection,
  type WriteResult,
  type WriteState,
} from "../../query/index.ts";
import type { ParameterValue } from "../../sql/index.ts";
import { rowReader } from "../loading/row-reader.ts";
import { type ShapedStatement, StatementText } from "../statements/shaped-statement.ts";
import type { Statements } from "../statements/statements.ts";
import type { Transactions } from "./unit-of-work.ts";

export class BulkWrites {
  readonly #database: Transactions & { readonly statements: Statements };

  constructor(database: Transactions & { readonly statements: Statements }) {
    this.#database = database;
  }

  /** All or nothing. */
  async run(state: WriteState): Promise<WriteResult> {
    const { mostParameters } = this.#database.statements.dialect;
    const portions = state.kind === "insert" ? insertPortions(state, mostParameters) : [state];
    const results =
      portions.length > 1
        ? await this.#database.transaction(() => this.#all(portions), state.origin)
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
    const { statements } = this.#database;
    const cause: Cause = { kind: "write", entity: state.variable.entity.name };
    const shaped = shapedInsert(state);
    if (shaped) return statements.runShaped(shaped, () => cause, state.origin);
    return statements.run(compileWrite(state), cause, state.origin);
  }
}

const valuesOf = (rows: readonly SqlRow[], projection: Projection): readonly unknown[] => {
  const read = rowReader(projection, null);
  return rows.map(row => read(row, 0));
};

/** The insert of so many rows of nothing but values. */
const shapedInsert = (state: WriteState): ShapedStatement | null => {
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
  const text = keptText(state.variable.entity, `${columns} ${state.rows.length}`);
  return { text, parameters, statement: () => compileWrite(state) };
};

/** A text of many rows is long, and whoever inserts in portions has but a few of them. */
const MOST_KEPT = 16;

const textsOf = memoize((_: EntityModel) => new Map<string, StatementText>());

const keptText = (entity: EntityModel, shape: string): StatementText => {
  const texts = textsOf(entity);
  const known = texts.get(shape);
  if (known) return known;
  if (texts.size >= MOST_KEPT) texts.clear();
  const text = new StatementText();
  texts.set(shape, text);
  return text;
};
