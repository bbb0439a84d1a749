/** Bulk writes as statements. */
import { present, type TextRange } from "../base/index.ts";
import {
  type AnyNode,
  allOf,
  type Expression,
  itemsUnderTableName,
  replaceIn,
  type SelectItem,
  type Statement,
} from "../sql/index.ts";
import { requireNoAggregate } from "./check-groups.ts";
import type { ProjectedField, Projection, QueryExpression, QueryState } from "./expression.ts";
import type { KeyCondition } from "./model.ts";
import { Aliases, planQuery, QueryPlan } from "./plan.ts";
import { QueryError } from "./query-error.ts";
import { fieldName, fieldsOf, newQueryState } from "./query-state.ts";
import { expressionToSql, queryToSql } from "./to-sql/index.ts";
import type { Assigned, InsertedRow, WriteState } from "./write-state.ts";

type Translate = (expression: QueryExpression) => Expression;

/** The items of RETURNING. Its columns are not qualified, except in subqueries. */
const returningItems = (
  projection: Projection | undefined,
  translate: Translate,
  alias: string,
): readonly SelectItem[] =>
  projection
    ? fieldsOf(projection).map(field => ({
        expression: replaceIn(translate(field.expression), node => unqualified(node, alias)),
        alias: field.path.length > 0 ? fieldName(field) : null,
      }))
    : [];

const unqualified = (node: AnyNode, alias: string): AnyNode | null => {
  if (node.kind === "column") return node.source === alias ? { ...node, source: null } : node;
  return node.kind === "select" || node.kind === "compound" ? node : null;
};

const assignmentNodes = (assignments: readonly Assigned[], translate: Translate) =>
  assignments.map(({ column, value }) => ({ column: column.name, value: translate(value) }));

/** The expressions over a written row: assigned values, and values to return. */
type TargetExpressions = {
  readonly written: readonly QueryExpression[];
  readonly returned: readonly QueryExpression[];
};

const SUBQUERY_HINT = "Select the value with a subquery: scalar(db.User.where(…).select(…)).";

/** Plans the written row. Nothing can be joined to it, and RETURNING sees only this row. */
const planTarget = (
  state: QueryState,
  { written, returned }: TargetExpressions,
  origin: TextRange | undefined,
): QueryPlan => {
  for (const expression of [...written, ...returned]) {
    requireNoAggregate(expression, "A written or returned value", SUBQUERY_HINT);
  }
  const plan = planQuery(state);
  const joins = plan.joinCount(state.variable);
  for (const expression of returned) plan.addExpression(expression);
  if (plan.joinCount(state.variable) > joins) {
    throw new QueryError("unsupported", "returning() cannot follow a relation.", {
      range: origin,
      hint: SUBQUERY_HINT,
    });
  }
  for (const expression of written) plan.planWithoutJoins(state.variable, expression);
  return plan;
};

/** Whether a WHERE clause can select the rows. */
const isSimple = (state: QueryState, plan: QueryPlan): boolean =>
  plan.joinCount(state.variable) === 0 && state.limit === null && state.offset === null;

/** Selects rows by their keys. */
const amongKeys = (state: QueryState, origin: TextRange | undefined): Expression => {
  const { entity } = state.variable;
  const [first, second] = entity.primaryKey;
  if (!first) {
    throw new QueryError("no-primary-key", `${entity.name} has no primary key to select rows by.`, {
      range: origin,
    });
  }
  const path = { variable: state.variable, relations: [] };
  const fields = entity.primaryKey.map((column): ProjectedField => {
    const expression = { kind: "column", path, column, origin } as const;
    return { name: column.name, value: { kind: "field", expression, type: column.type } };
  });
  const keyed = {
    ...state,
    loads: [],
    projection: { value: { kind: "object", fields, row: null }, origin },
  } as const;
  const query = queryToSql(keyed, planQuery(keyed));
  const items = entity.primaryKey.map(
    ({ name }): Expression => ({ kind: "column", source: null, name }),
  );
  const operand: Expression = second
    ? { kind: "tuple", items }
    : { kind: "column", source: null, name: first.name };
  return { kind: "inQuery", operand, query, negated: false, origin };
};

const changed = (
  { variable, origin, returning }: WriteState,
  query: QueryState,
  assignments: readonly Assigned[],
) => {
  const projection = returning?.value;
  const returned = projection ? fieldsOf(projection).map(field => field.expression) : [];
  const written = assignments.map(({ value }) => value);
  const bare = newQueryState(variable, origin);
  const simple = isSimple(query, planQuery(query));
  const plan = planTarget(simple ? query : bare, { written, returned }, origin);
  const translate = expressionToSql(plan);
  const { alias } = plan.sourceOf(variable);
  return {
    table: variable.entity.table,
    alias,
    where: simple
      ? allOf(query.where.map(({ value }) => translate(value)))
      : amongKeys(query, origin),
    assignments: assignmentNodes(assignments, translate),
    returning: returningItems(projection, translate, alias),
    origin,
  };
};

const isQueryState = (rows: readonly InsertedRow[] | QueryState): rows is QueryState =>
  !Array.isArray(rows);

/** The values of rows without gaps, as {@link insertPortions} creates them. */
const valuesIn = (rows: readonly InsertedRow[]): readonly (readonly QueryExpression[])[] =>
  rows.map(row => row.map(value => present(value, "a value of a row to insert")));

const keyCondition = ({ texts, columns }: KeyCondition): Expression => ({
  kind: "raw",
  texts,
  holes: columns.map(({ name }) => ({ kind: "column", source: null, name })),
});

const inserted = (state: Extract<WriteState, { kind: "insert" }>): Statement => {
  const { variable, columns, rows, onConflict, returning, origin } = state;
  const query = isQueryState(rows) ? rows : null;
  const values = query ? [] : valuesIn(rows as readonly InsertedRow[]);
  const returned = returning ? fieldsOf(returning.value).map(field => field.expression) : [];
  const condition = onConflict?.where ?? null;
  const assigned = [
    ...(onConflict?.assignments.map(({ value }) => value) ?? []),
    ...(condition ? [condition] : []),
  ];
  const bare = newQueryState(variable, origin);
  const plan = planTarget(bare, { written: [...values.flat(), ...assigned], returned }, origin);
  const translate = expressionToSql(plan);
  const { alias } = plan.sourceOf(variable);
  const items = returningItems(returning?.value, translate, alias);
  return {
    kind: "insert",
    table: variable.entity.table,
    alias: onConflict ? alias : null,
    columns: columns.map(column => column.name),
    rows: query ? queryToSql(query, planQuery(query)) : values.map(row => row.map(translate)),
    onConflict: onConflict && {
      columns: onConflict.key.columns.map(column => column.name),
      condition: onConflict.key.condition && keyCondition(onConflict.key.condition),
      assignments: assignmentNodes(onConflict.assignments, translate),
      where: condition && translate(condition),
    },
    returning: onConflict ? items : itemsUnderTableName(items, alias, variable.entity.table),
    origin,
  };
};

/** The statement of a bulk write. */
export const compileWrite = (state: WriteState): Statement => {
  switch (state.kind) {
    case "insert":
      return inserted(state);
    case "update":
      return {
        kind: "update",
        key: state.variable.entity.primaryKey.map(({ name }) => name),
        ...changed(state, state.query, state.assignments),
      };
    case "delete": {
      const { assignments: _, ...parts } = changed(state, state.query, []);
      return { kind: "delete", ...parts };
    }
  }
};

/** A raw statement. The expressions in its holes may refer to rows that the text of the statement declares. */
export const compileRaw = (
  texts: readonly string[],
  holes: readonly QueryExpression[],
  origin: TextRange | undefined,
): Statement => {
  const plan = new QueryPlan(new Aliases());
  for (const hole of holes) plan.addExpression(hole);
  return { kind: "rawStatement", texts, holes: holes.map(expressionToSql(plan)), origin };
};
