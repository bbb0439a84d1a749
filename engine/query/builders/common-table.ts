/** Common table expressions: queries with a name, and those that speak of themselves. */
import { derivedVariable } from "../derived.ts";
import type { CommonTableState, QueryState, RowVariable } from "../expression.ts";
import { isQuery, STATE } from "../expressions/index.ts";
import { QueryError } from "../query-error.ts";
import type { QueryRunner } from "../query-runner.ts";
import { newQueryState } from "../query-state.ts";
import { withFieldsOf } from "./same-fields.ts";

export class CommonTable {
  readonly #state: CommonTableState;
  readonly #first: QueryState;

  constructor(state: CommonTableState, first: QueryState) {
    this.#state = state;
    this.#first = first;
  }

  /** One row of it, in a query that starts from it or joins it. */
  variable(): RowVariable {
    return derivedVariable(this.#first, this.#state.name, { kind: "common", table: this.#state });
  }
}

export const isCommonTable = (value: unknown): value is CommonTable => value instanceof CommonTable;

const selectionState = (query: unknown, runner: QueryRunner): QueryState => {
  if (isQuery(query)) return query[STATE];
  throw new QueryError("invalid-value", "A common table needs a selection.", {
    range: runner.callSites()?.step,
    hint: "Give the query itself, without awaiting it.",
  });
};

export const commonTable = (name: string, query: unknown, runner: QueryRunner): CommonTable => {
  const state = selectionState(query, runner);
  return new CommonTable({ name, recursive: false, query: () => state }, state);
};

/** Where a recursive table begins, and how it goes on. */
type Recursion = {
  readonly start: unknown;
  readonly step: (self: CommonTable) => unknown;
  /** Whether a row that was found before is left out, which ends what leads in a circle. */
  readonly distinct: boolean;
};

/** `start`, and whatever `step` finds from the rows that the step before found, until it finds none. */
export const recursiveTable = (
  name: string,
  { start, step, distinct }: Recursion,
  runner: QueryRunner,
): CommonTable => {
  const first = selectionState(start, runner);
  const table: CommonTableState = { name, recursive: true, query: () => whole };
  const self = new CommonTable(table, first);
  const variable = derivedVariable(first, "result", { kind: "result" });
  const next = selectionState(step(self), runner);
  const range = runner.callSites()?.step;
  const queries = [first, withFieldsOf(first, next, "A recursive table", range)];
  const whole: QueryState = {
    ...newQueryState(variable, first.origin),
    shape: first.shape,
    compound: { operator: distinct ? "UNION" : "UNION ALL", queries },
  };
  return self;
};

/** Whether a query is a table and nothing is said of it yet. */
const isWholeTable = (query: QueryState): boolean => {
  const { variable, joins, compound, where, orderBy, shape, distinct, limit, offset } = query;
  const said = [...joins, ...where, ...orderBy, shape, limit, offset, compound];
  return !variable.derived && !distinct && said.every(each => each === null);
};

/** A query that starts from another: from a table, common or not, or from a selection in its FROM. */
export const fromState = (source: unknown, runner: QueryRunner): QueryState => {
  const origin = runner.callSites()?.expression;
  if (isCommonTable(source)) return newQueryState(source.variable(), origin);
  const query = selectionState(source, runner);
  if (isWholeTable(query)) return newQueryState({ entity: query.variable.entity }, origin);
  return newQueryState(derivedVariable(query, "selected", { kind: "query", query }), origin);
};
