/** Planned queries as statements of SQL. */
import type { TextRange } from "../../base/index.ts";
import {
  allOf,
  type Clause,
  type CommonTable,
  type Compound,
  clause,
  type Expression,
  type Join,
  type OrderTerm,
  type Query,
  type Select,
  type SelectItem,
  type Source,
  select,
} from "../../sql/index.ts";
import { withDistinctRows } from "../distinct-rows.ts";
import type {
  CommonTableState,
  CompoundState,
  JoinState,
  NodeOf,
  OrderKey,
  QueryExpression,
  QueryState,
  RowVariable,
  Sourced,
} from "../expression.ts";
import { columnNode, joinsOf, relationJoins, relationKey, tableSource } from "../joins-to-sql.ts";
import type { EntityModel } from "../model.ts";
import { byAlias } from "../order-by-alias.ts";
import type { QueryPlan, SourcePlan } from "../plan.ts";
import { fieldName, fieldsOf } from "../query-state.ts";
import { isSameColumn, shortColumn } from "../short-columns.ts";
import { sameNode } from "../walk.ts";
import { expressionToSql, outsideOf } from "./expressions.ts";
import type { Translator } from "./translator.ts";

type Origin = TextRange | undefined;

/** The clauses that a compound has too. */
type End = Pick<Select, "orderBy" | "limit" | "offset">;

const NO_ITEMS: readonly SelectItem[] = [];
const NO_END: End = { orderBy: null, limit: null, offset: null };

/** `SELECT * FROM (query)`. */
const rowsFrom = (query: Query): Pick<Select, "items" | "from"> => ({
  items: [{ expression: { kind: "star" }, alias: null }],
  from: { kind: "querySource", query, alias: "part" },
});

/** The distinct origins of several steps. */
const originsOf = (steps: readonly Sourced<unknown>[]): readonly TextRange[] => {
  const origins: TextRange[] = [];
  for (const { origin } of steps) if (origin && !origins.includes(origin)) origins.push(origin);
  return origins;
};

const listClause = <Value, Body>(
  steps: readonly Sourced<Value>[],
  translate: (value: Value) => Body,
): Clause<readonly Body[]> | null => {
  if (steps.length === 0) return null;
  const body = steps.map(({ value }) => translate(value));
  return clause(body, originsOf(steps));
};

const numberClause = (count: Sourced<number> | null): Clause<Expression> | null => {
  if (!count) return null;
  const { value, origin } = count;
  return clause({ kind: "parameter", value, source: count }, origin && [origin]);
};

/** Translates one planned query and the queries in it. */
export class Translation implements Translator {
  readonly plan: QueryPlan;
  readonly byRole: Translator["byRole"] = {
    node: node => this.expression(node),
    query: state => this.query(state),
  };
  /** Whether subqueries are complete statements: there is no outer query that could declare their common tables. */
  readonly #isBare: boolean;
  /** Null while the query of a common table is being translated. */
  readonly #commonTables = new Map<CommonTableState, CommonTable | null>();
  /** The expressions that the current query groups by. */
  #groupKeys: readonly QueryExpression[] = [];
  /** The columns that the current query and the queries around it group by. */
  #columnKeys: readonly NodeOf<"column">[] = [];

  constructor(plan: QueryPlan, isBare = false) {
    this.plan = plan;
    this.#isBare = isBare;
  }

  /** The complete statement, with the common tables of all its parts. */
  statement(state: QueryState): Query {
    return this.#withCommonTables(this.query(state));
  }

  /** The statement of a query for entities, without its items. */
  rows(state: QueryState): Select {
    return this.#withCommonTables(this.#select(withDistinctRows(state), NO_ITEMS));
  }

  #withCommonTables<Statement extends Query>(query: Statement): Statement {
    if (this.#commonTables.size === 0) return query;
    const tables = [...this.#commonTables.values()].filter(table => table !== null);
    return { ...query, with: tables };
  }

  query(input: QueryState): Query {
    const state = withDistinctRows(input);
    if (this.#isBare) return new Translation(this.plan).statement(state);
    return state.compound ? this.#compound(state, state.compound) : this.#select(state);
  }

  expression(node: QueryExpression): Expression {
    return expressionToSql(this.isGrouped ? this.#groupKeyFor(node) : node, this);
  }

  orderTerm({ expression, descending, nulls }: OrderKey): OrderTerm {
    const isEnum = expression.kind === "column" && expression.column.type.kind === "enum";
    return { expression: this.expression(expression), descending, nulls, isEnum };
  }

  /** To PostgreSQL, the key of a joined row determines its other columns; a foreign key does not. */
  columnFor(node: NodeOf<"column">): NodeOf<"column"> {
    const short = shortColumn(node);
    if (this.#columnKeys.length === 0) return short;
    const key = this.#columnKeys.find(each => isSameColumn(shortColumn(each), short));
    return key && this.plan.isJoined(key.path) ? key : short;
  }

  get isGrouped(): boolean {
    return this.#groupKeys.length > 0;
  }

  /** The first occurrence of a repeated group key: to PostgreSQL, equal expressions with parameters are different. */
  #groupKeyFor(node: QueryExpression): QueryExpression {
    return this.#groupKeys.find(key => sameNode(key, node)) ?? node;
  }

  #select(state: QueryState, items?: readonly SelectItem[]): Select {
    const outerKeys = this.#groupKeys;
    const outerColumns = this.#columnKeys;
    const keys = state.groupBy.map(({ value }) => value);
    this.#groupKeys = keys.filter(key => key.kind !== "column");
    if (keys.length > 0) {
      this.#columnKeys = [...outerColumns, ...keys.filter(key => key.kind === "column")];
    }
    const statement = this.#selectNode(state, items);
    this.#groupKeys = outerKeys;
    this.#columnKeys = outerColumns;
    return statement;
  }

  #selectNode(state: QueryState, replaced?: readonly SelectItem[]): Select {
    const source = this.plan.sourceOf(state.variable);
    const items = replaced ?? this.#items(state, source);
    const { orderBy, limit, offset } = this.#end(state);
    return {
      kind: "select",
      distinct: state.distinct,
      items,
      from:
        state.variable.derived?.kind === "noTable"
          ? null
          : this.#source(state.variable, source, state.origin),
      joins: [...joinsOf(source), ...state.joins.flatMap(join => this.#join(join))],
      where: this.#conditions(state.where),
      groupBy: listClause(state.groupBy, key => this.expression(key)),
      having: this.#conditions(state.having),
      orderBy: orderBy && clause(byAlias(orderBy.body, items), orderBy.origins),
      limit,
      offset,
      origin: state.origin,
    };
  }

  #end(state: QueryState): End {
    return {
      orderBy: listClause(state.orderBy, key => this.orderTerm(key)),
      limit: numberClause(state.limit),
      offset: numberClause(state.offset),
    };
  }

  /** A compound that is ordered by more than column names becomes a derived table. */
  #compound(state: QueryState, { operator, queries }: CompoundState): Query {
    const end = this.#end(state);
    const isPlain = state.orderBy.every(({ value }) => value.expression.kind === "column");
    const { origin } = state;
    const compound: Compound = {
      kind: "compound",
      operator,
      queries: queries.map(query => this.#compoundPart(query)),
      ...(isPlain ? end : NO_END),
      origin,
    };
    return isPlain ? compound : select({ ...rowsFrom(compound), ...end, origin });
  }

  /** A part that is ordered, limited or itself a compound becomes a derived table. */
  #compoundPart(input: QueryState): Select {
    const state = withDistinctRows(input);
    const isPlain = !state.compound && !state.limit && !state.offset && state.orderBy.length === 0;
    if (isPlain) return { ...this.#select(state), items: this.#namedItems(state) };
    return select(rowsFrom(this.query(state)));
  }

  #source(variable: RowVariable, { entity, alias }: SourcePlan, origin?: Origin): Source {
    const { derived } = variable;
    if (derived?.kind === "derivedTable") {
      return { kind: "querySource", query: this.#namedQuery(derived.query), alias, origin };
    }
    if (derived?.kind !== "commonTable") return tableSource(entity.table, alias, origin);
    this.#addCommonTable(derived.table, entity);
    return tableSource(this.plan.commonName(derived.table), alias, origin);
  }

  /** A query in which every column has a name. */
  #namedQuery(state: QueryState): Query {
    const query = this.query(state);
    if (state.compound || query.kind === "compound") return query;
    return { ...query, items: this.#namedItems(state) };
  }

  #addCommonTable(table: CommonTableState, { columns }: EntityModel): void {
    if (this.#commonTables.has(table)) return;
    this.#commonTables.set(table, null);
    const query = this.#namedQuery(table.query);
    // The tables that it uses come before it.
    this.#commonTables.delete(table);
    this.#commonTables.set(table, {
      name: this.plan.commonName(table),
      recursive: table.recursive,
      columns: columns.map(column => column.name),
      query,
    });
  }

  #join({ type, variable, on, origin }: JoinState): readonly Join[] {
    const planned = this.plan.sourceOf(variable);
    const source = this.#source(variable, planned);
    const further = joinsOf(planned);
    if (on.kind === "condition") {
      const condition = this.expression(on.condition);
      return [{ kind: "join", type, source, on: condition, origin }, ...further];
    }
    const { relation } = on.collection;
    const outside = outsideOf(on.collection, this);
    const link = relation.through && this.plan.linkAlias(on.collection);
    const key = relationKey(relation, planned.alias, link);
    const where = on.where ? [this.expression(on.where)] : [];
    return [...relationJoins(key, outside, { type, source, where, origin }), ...further];
  }

  #items({ projection }: QueryState, source: SourcePlan): readonly SelectItem[] {
    if (!projection) {
      return source.entity.columns.map(column => ({
        expression: columnNode(source.alias, column),
        alias: null,
      }));
    }
    return fieldsOf(projection.value).map(field => ({
      expression: this.expression(field.expression),
      alias: field.path.length > 0 ? fieldName(field) : null,
    }));
  }

  #namedItems(state: QueryState): readonly SelectItem[] {
    const items = this.#items(state, this.plan.sourceOf(state.variable));
    const fields = state.projection ? fieldsOf(state.projection.value) : [];
    return items.map((item, index) => {
      const field = fields[index];
      return field ? { ...item, alias: fieldName(field) } : item;
    });
  }

  #conditions(steps: readonly Sourced<QueryExpression>[]): Clause<Expression> | null {
    const body = allOf(steps.map(({ value }) => this.expression(value)));
    return body && clause(body, originsOf(steps));
  }
}
