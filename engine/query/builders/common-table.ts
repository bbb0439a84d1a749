/** Common table expressions, recursive ones included. */
import { derivedModel, derivedVariable } from "../derived.ts";
import type { CommonTableState, QueryState, RowVariable } from "../expression.ts";
import { isQuery, STATE } from "../expressions/index.ts";
import { QueryError } from "../query-error.ts";
import type { QueryRunner } from "../query-runner.ts";
import { newQueryState } from "../query-state.ts";
import { projectionOf } from "./projection-of.ts";
import { widened } from "./recursion-types.ts";
import { withFieldsOf } from "./same-fields.ts";

export class CommonTable {
  readonly #state: CommonTableState;
  readonly #first: QueryState;

  constructor(state: CommonTableState, first: QueryState) {
    this.#state = state;
    this.#first = first;
  }

  /** A new row of the table, for a query that starts from it or joins it. */
  variable(): RowVariable {
    return derivedVariable(this.#first, this.#state.name, {
      kind: "commonTable",
      table: this.#state,
    });
  }
}

export const isCommonTable = (value: unknown): value is CommonTable => value instanceof CommonTable;

const selectionState = (query: unknown, runner: QueryRunner): QueryState => {
  if (isQuery(query)) return query[STATE];
  throw new QueryError("invalid-value", "Expected a selection.", {
    range: runner.callSites()?.step,
    hint: "Pass the query itself, without await.",
  });
};

export const commonTable = (name: string, query: unknown, runner: QueryRunner): CommonTable => {
  const state = selectionState(query, runner);
  return new CommonTable({ name, recursive: false, query: state }, state);
};

/** The two queries of a recursive common table. */
type Recursion = {
  readonly start: unknown;
  readonly step: (self: CommonTable) => unknown;
  /** Whether repeated rows are dropped, which ends the recursion on cycles. */
  readonly distinct: boolean;
};

const inWiderTypes = (start: QueryState, step: QueryState): QueryState => {
  const { projection, compound } = start;
  if (!projection || !step.projection) return start;
  const value = widened(projection.value, step.projection.value);
  const queries = compound?.queries.map(query => inWiderTypes(query, step));
  return {
    ...start,
    projection: { ...projection, value },
    compound: compound && queries ? { ...compound, queries } : null,
  };
};

/** The rows of `start`, then repeatedly the rows that `step` selects from the previous rows, until there are none. */
export const recursiveTable = (
  name: string,
  { start, step, distinct }: Recursion,
  runner: QueryRunner,
): CommonTable => {
  const given = selectionState(start, runner);
  const table: CommonTableState = {
    name,
    recursive: true,
    get query() {
      return whole;
    },
  };
  const next = selectionState(step(new CommonTable(table, given)), runner);
  const range = runner.callSites()?.step;
  const ordered = withFieldsOf(given, next, "A recursive table", range);
  const first = inWiderTypes(given, ordered);
  const variable = derivedVariable(first, "result", { kind: "result" });
  const queries = [first, ordered];
  const whole: QueryState = {
    ...newQueryState(variable, first.origin),
    projection: first.projection,
    compound: { operator: distinct ? "UNION" : "UNION ALL", queries },
  };
  return new CommonTable(table, first);
};

/** One row of values, without a table. */
export const valuesState = (shape: unknown, runner: QueryRunner): QueryState => {
  const origin = runner.callSites()?.step;
  const variable = { entity: derivedModel("values", []), derived: { kind: "noTable" } } as const;
  const projection = { value: projectionOf(shape, origin), origin };
  return { ...newQueryState(variable, runner.callSites()?.expression), projection };
};

/** Whether a query has all rows of a table. */
const isWholeTable = (query: QueryState): boolean => {
  const { variable, joins, compound, where, orderBy, projection, distinct, limit, offset } = query;
  const clauses = [...joins, ...where, ...orderBy, projection, limit, offset, compound];
  return !variable.derived && !distinct && clauses.every(clause => clause === null);
};

/** A query over a table, a common table or a derived table. */
export const fromState = (source: unknown, runner: QueryRunner): QueryState => {
  const origin = runner.callSites()?.expression;
  if (isCommonTable(source)) return newQueryState(source.variable(), origin);
  const query = selectionState(source, runner);
  if (isWholeTable(query)) return newQueryState({ entity: query.variable.entity }, origin);
  return newQueryState(derivedVariable(query, "selected", { kind: "derivedTable", query }), origin);
};
