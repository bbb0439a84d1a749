/** Bulk writes as statements. */
import { present, type TextRange } from "../base/index.ts";
import {
  allOf,
  type Expression,
  type NodeOf,
  type Query,
  replaceIn,
  type SelectItem,
  type Statement,
  select,
  underTableName,
} from "../sql/index.ts";
import type { QueryExpression, QueryState, Shape } from "./expression.ts";
import { Aliases, planExpression, planQuery, QueryPlan } from "./plan.ts";
import { QueryError } from "./query-error.ts";
import { fieldName, fieldsOf, newQueryState } from "./query-state.ts";
import { expressionToSql, queryToSql } from "./to-sql.ts";
import type { Assigned, InsertedRow, WriteState } from "./write-state.ts";

type Translate = (expression: QueryExpression) => Expression;

/**
 * What a row that is written gives back. In RETURNING its columns need no name before them, but within queries that
 * stand there.
 */
const returningItems = (
  shape: Shape | undefined,
  translate: Translate,
  alias: string,
): readonly SelectItem[] =>
  shape
    ? fieldsOf(shape).map(field => ({
        expression: replaceIn(translate(field.expression), node => unqualified(node, alias)),
        alias: field.way.length > 0 ? fieldName(field) : null,
      }))
    : [];

const unqualified = (node: object, alias: string): object | null => {
  const known = node as NodeOf<"column" | "select" | "compound">;
  if (known.kind === "column") return known.source === alias ? { ...known, source: null } : known;
  return known.kind === "select" || known.kind === "compound" ? known : null;
};

const assignmentNodes = (assignments: readonly Assigned[], translate: Translate) =>
  assignments.map(({ column, value }) => ({ column: column.name, value: translate(value) }));

/** What is said of a row that is written: the values, and what is asked back. */
type SaidOfTarget = {
  readonly written: readonly QueryExpression[];
  readonly returned: readonly QueryExpression[];
};

/** Plans the row that is written. Nothing can be joined to it, and RETURNING sees that row alone. */
const planTarget = (
  state: QueryState,
  { written, returned }: SaidOfTarget,
  origin: TextRange | undefined,
): QueryPlan => {
  const plan = planQuery(state);
  const joined = plan.joinsOf(state.variable);
  for (const expression of returned) planExpression(expression, plan);
  const isAlone = plan.joinsOf(state.variable) === joined;
  for (const expression of written) plan.planAlone(state.variable, expression);
  if (isAlone && plan.joinsOf(state.variable) === joined) return plan;
  throw new QueryError(
    "unsupported",
    isAlone
      ? "A written value cannot come from the rows behind two relations."
      : "What a write gives back cannot come over a relation.",
    {
      range: origin,
      hint: "Ask for it with a query: scalar(db.User.where(…).select(…)).",
    },
  );
};

/** Whether the rows can be named by a WHERE alone. */
const isSimple = (state: QueryState, plan: QueryPlan): boolean =>
  plan.joinsOf(state.variable) === 0 && state.limit === null && state.offset === null;

/**
 * The rows of a query by their keys. The keys stand in a derived table of their own: MySQL does not let a
 * statement read the table that it writes, unless the rows were gathered before.
 */
const amongKeys = (state: QueryState, origin: TextRange | undefined): Expression => {
  const { entity } = state.variable;
  const [first, second] = entity.primaryKey;
  if (!first) {
    throw new QueryError("no-primary-key", `${entity.name} has no primary key to find rows by.`, {
      range: origin,
    });
  }
  const path = { variable: state.variable, relations: [] };
  const fields = entity.primaryKey.map(
    column =>
      [
        column.name,
        { kind: "field", expression: { kind: "column", path, column, origin }, type: column.type },
      ] as const,
  );
  const keyed = {
    ...state,
    loads: [],
    shape: { value: { kind: "object", fields, row: null }, origin },
  } as const;
  const query = queryToSql(keyed, planQuery(keyed));
  const chosen: Query = select({
    items: entity.primaryKey.map(({ name }) => ({
      expression: { kind: "column", source: "chosen", name },
      alias: null,
    })),
    from: { kind: "querySource", query, alias: "chosen" },
  });
  const items = entity.primaryKey.map(
    ({ name }): Expression => ({ kind: "column", source: null, name }),
  );
  const operand: Expression = second
    ? { kind: "tuple", items }
    : { kind: "column", source: null, name: first.name };
  return { kind: "inQuery", operand, query: chosen, negated: false, origin };
};

const changed = (
  { variable, origin, returning }: WriteState,
  query: QueryState,
  assignments: readonly Assigned[],
) => {
  const shape = returning?.value;
  const returned = shape ? fieldsOf(shape).map(field => field.expression) : [];
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
      ? allOf(query.where.map(said => translate(said.value)))
      : amongKeys(query, origin),
    assignments: assignmentNodes(assignments, translate),
    returning: returningItems(shape, translate, alias),
    origin,
  };
};

const isQueryState = (rows: readonly InsertedRow[] | QueryState): rows is QueryState =>
  !Array.isArray(rows);

/** The values of rows that leave nothing to the database: {@link insertPortions} has seen to that. */
const valuesIn = (rows: readonly InsertedRow[]): readonly (readonly QueryExpression[])[] =>
  rows.map(row => row.map(value => present(value, "a value of a row to insert")));

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
      columns: onConflict.columns.map(column => column.name),
      assignments: assignmentNodes(onConflict.assignments, translate),
      where: condition && translate(condition),
    },
    returning: onConflict ? items : underTableName(items, alias, variable.entity.table),
    origin,
  };
};

/** The statement of a bulk write. */
export const compileWrite = (state: WriteState): Statement => {
  switch (state.kind) {
    case "insert":
      return inserted(state);
    case "update":
      return { kind: "update", ...changed(state, state.query, state.assignments) };
    case "delete": {
      const { assignments: _, ...parts } = changed(state, state.query, []);
      return { kind: "delete", ...parts };
    }
  }
};

/** A person's own statement. What its holes say of rows that it does not name is theirs to answer for. */
export const compileRaw = (
  texts: readonly string[],
  holes: readonly QueryExpression[],
  origin: TextRange | undefined,
): Statement => {
  const plan = new QueryPlan(new Aliases());
  for (const hole of holes) planExpression(hole, plan);
  return { kind: "rawStatement", texts, holes: holes.map(expressionToSql(plan)), origin };
};
