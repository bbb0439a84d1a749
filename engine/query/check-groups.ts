/**
 * Aggregates and groups: where aggregates may be, and which values a group has. SQLite returns the value of any row
 * where other databases refuse a query, so the engine refuses it for all.
 */
import { aggregates } from "../sql/index.ts";
import type { NodeOf, Path, QueryExpression, QueryState, RowVariable } from "./expression.ts";
import { isAggregated } from "./many-rows.ts";
import { pathTarget } from "./paths.ts";
import { QueryError } from "./query-error.ts";
import { type Field, fieldsOf } from "./query-state.ts";
import { isSameColumn, shortColumn } from "./short-columns.ts";
import { columnsOfSubqueries } from "./used-columns.ts";
import { partsOf, sameNode } from "./walk.ts";

type Column = NodeOf<"column">;

const isAggregate = (node: QueryExpression): node is NodeOf<"call"> =>
  node.kind === "call" && aggregates.has(node.name);

/** @throws QueryError `misplaced-aggregate` for an aggregate in an expression over single rows */
export const requireNoAggregate = (node: QueryExpression, place: string, hint: string): void => {
  if (!isAggregated(node, false)) return;
  throw new QueryError("misplaced-aggregate", `${place} cannot contain an aggregate.`, {
    range: node.origin,
    hint,
  });
};

const checkAggregate = (node: NodeOf<"call">): void => {
  const hint = "Select the aggregate, and aggregate the selection: db.from(selection).select(…).";
  const name = node.name === "string_agg" ? "textList" : node.name;
  for (const part of partsOf(node)) requireNoAggregate(part, `${name}()`, hint);
};

const rowsOf = ({ variable, joins }: QueryState): ReadonlySet<RowVariable> =>
  new Set([variable, ...joins.map(join => join.variable)]);

/** The kinds that hold queries, or expressions over the rows of a relation. */
const SUBQUERIES: ReadonlySet<QueryExpression["kind"]> = new Set([
  "subquery",
  "inQuery",
  "existsQuery",
  "exists",
  "aggregate",
]);

/** Checks the expressions of a query whose rows are groups. */
class GroupCheck {
  readonly #keys: readonly QueryExpression[];
  readonly #rows: ReadonlySet<RowVariable>;
  readonly #isWhole: boolean;

  constructor(state: QueryState) {
    this.#keys = state.groupBy.map(({ value }) => value);
    this.#rows = rowsOf(state);
    this.#isWhole = this.#keys.length === 0;
  }

  /** @throws QueryError `not-grouped`, `misplaced-aggregate` */
  check(node: QueryExpression): void {
    if (node.kind === "column") return this.#checkColumn(node);
    if (isAggregate(node)) return checkAggregate(node);
    if (this.#keys.some(key => sameNode(key, node))) return;
    if (node.kind === "raw") return;
    if (node.kind === "window") this.#checkWindow(node);
    else for (const part of partsOf(node)) this.check(part);
    if (SUBQUERIES.has(node.kind)) {
      for (const column of columnsOfSubqueries(node)) this.#checkColumn(column);
    }
  }

  /** The function of a window aggregates groups. */
  #checkWindow(node: NodeOf<"window">): void {
    const [call, ...others] = partsOf(node);
    for (const part of [...(call ? partsOf(call) : []), ...others]) this.check(part);
  }

  #checkColumn(node: Column): void {
    const { path, column, origin } = node;
    if (!this.#rows.has(path.variable) || this.#isDetermined(node)) return;
    const name = [...path.relations.map(relation => relation.name), column.name].join(".");
    const what = this.#isWhole ? "Aggregates select one row" : "Each group is one row";
    throw new QueryError("not-grouped", `${what}, and ${name} may have several values in it.`, {
      range: origin,
      hint: this.#hintFor(path, name),
    });
  }

  /** A column of a row whose primary key is grouped by has one value in each group. */
  #isDetermined(node: Column): boolean {
    const short = shortColumn(node);
    const isKey = (key: QueryExpression): boolean =>
      key.kind === "column" && isSameColumn(shortColumn(key), short);
    if (this.#keys.some(isKey)) return true;
    const { primaryKey } = pathTarget(node.path);
    return (
      primaryKey.length > 0 &&
      primaryKey.every(column =>
        this.#keys.some(key => key.kind === "column" && isSameColumn(key, { ...node, column })),
      )
    );
  }

  #hintFor({ relations }: Path, name: string): string {
    if (this.#isWhole)
      return `Group by it, groupBy(row => row.${name}), or aggregate it: min(row.${name}).`;
    const row = relations.map(relation => `.${relation.name}`).join("");
    const key = relations.length > 0 ? `, or by its row, row => row${row}` : "";
    return `Group by it too, row => row.${name}${key}, or aggregate it: min(row.${name}).`;
  }
}

export const HAVING_HINT =
  "Group the rows and use having(), or use a subquery: scalar(db.User.select(…)).";

const checkRows = (state: QueryState): void => {
  for (const { on } of state.joins) {
    const condition = on.kind === "relation" ? on.where : on.condition;
    if (condition) requireNoAggregate(condition, "The condition of a join", HAVING_HINT);
  }
  for (const { value } of state.groupBy) {
    requireNoAggregate(
      value,
      "groupBy()",
      "Select the aggregate, and group the selection: db.from(selection).groupBy(…).",
    );
  }
};

const isGrouped = (state: QueryState, fields: readonly Field[]): boolean =>
  state.groupBy.length > 0 ||
  state.having.length > 0 ||
  fields.some(({ expression }) => isAggregated(expression, false));

const ORDER_HINT =
  "Count related rows with u.posts.count(), or group the rows: groupBy(u => u.city).select(…).orderBy(…).";

/**
 * Checks one query, without those in it.
 * @throws QueryError `not-grouped`, `misplaced-aggregate`
 */
export const checkGroups = (state: QueryState): void => {
  if (state.compound) return;
  checkRows(state);
  const fields = state.projection ? fieldsOf(state.projection.value) : [];
  if (isGrouped(state, fields)) {
    const group = new GroupCheck(state);
    for (const { expression } of fields) group.check(expression);
    for (const { value } of state.having) group.check(value);
    for (const { value } of state.orderBy) group.check(value.expression);
    return;
  }
  for (const { value } of state.orderBy) {
    requireNoAggregate(value.expression, "The order of rows", ORDER_HINT);
  }
};
