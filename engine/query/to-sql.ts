/** The third pass: a planned query becomes an SQL tree. */
import type { TextRange } from "../base/index.ts";
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
  sameNode,
  select,
} from "../sql/index.ts";
import type {
  CollectionPath,
  CommonTableState,
  CompoundState,
  JoinState,
  OrderKey,
  Path,
  QueryExpression,
  QueryState,
  RowVariable,
  Said,
} from "./expression.ts";
import { columnNode, conjunction, equalColumns, joinsOf, tableSource } from "./joins-to-sql.ts";
import type { EntityModel } from "./model.ts";
import { byAlias } from "./order-by-alias.ts";
import type { QueryPlan, SourcePlan } from "./plan.ts";
import { fieldName, fieldsOf } from "./query-state.ts";

type Origin = TextRange | undefined;

/** A condition that every row meets, or none. */
const always = (isMet: boolean, origin: Origin): Expression => ({
  kind: "comparison",
  operator: "=",
  left: { kind: "constant", value: 1 },
  right: { kind: "constant", value: isMet ? 1 : 0 },
  origin,
});

const NO_ITEMS: readonly SelectItem[] = [];
const NO_END = { orderBy: null, limit: null, offset: null };

/** All that a query gives. */
const rowsFrom = (query: Query): Pick<Select, "items" | "from"> => ({
  items: [{ expression: { kind: "star" }, alias: null }],
  from: { kind: "querySource", query, alias: "part" },
});

/** Translates one planned query, and every query within it. */
class Translation {
  readonly #plan: QueryPlan;
  /** Whether queries within are statements of their own: there is none around them to bring their common tables. */
  readonly #isBare: boolean;
  readonly #commonTables = new Map<CommonTableState, CommonTable | null>();
  /** What the rows of the select that is being made are grouped by. */
  #groupKeys: readonly QueryExpression[] = [];

  constructor(plan: QueryPlan, isBare = false) {
    this.#plan = plan;
    this.#isBare = isBare;
  }

  /** The whole statement: with the common tables that any part of it speaks of. */
  statement(state: QueryState): Query {
    return this.#whole(this.query(state));
  }

  /** The statement of a query for entities but for its items. */
  rows(state: QueryState): Select {
    return this.#whole(this.select(state, NO_ITEMS));
  }

  #whole<Made extends Query>(query: Made): Made {
    if (this.#commonTables.size === 0) return query;
    const tables = [...this.#commonTables.values()].filter(table => table !== null);
    return { ...query, with: tables };
  }

  query(state: QueryState): Query {
    if (this.#isBare) return new Translation(this.#plan).statement(state);
    return state.compound ? this.#compound(state, state.compound) : this.select(state);
  }

  select(state: QueryState, items?: readonly SelectItem[]): Select {
    const outside = this.#groupKeys;
    this.#groupKeys = state.groupBy.map(said => said.value).filter(key => key.kind !== "column");
    const made = this.#select(state, items);
    this.#groupKeys = outside;
    return made;
  }

  #select(state: QueryState, given?: readonly SelectItem[]): Select {
    const source = this.#plan.sourceOf(state.variable);
    const items = given ?? this.#items(state, source);
    const { orderBy, limit, offset } = this.#end(state);
    return {
      kind: "select",
      distinct: state.distinct,
      items,
      from: this.#source(state.variable, source, state.origin),
      joins: [...joinsOf(source), ...state.joins.flatMap(join => this.#join(join))],
      where: this.#conditions(state.where),
      groupBy: this.#clause(state.groupBy, said => this.expression(said)),
      having: this.#conditions(state.having),
      orderBy: orderBy && clause(byAlias(orderBy.body, items), orderBy.origins),
      limit,
      offset,
      origin: state.origin,
    };
  }

  #end(state: QueryState): Pick<Select, "orderBy" | "limit" | "offset"> {
    return {
      orderBy: this.#clause(state.orderBy, key => this.orderTerm(key)),
      limit: this.#number(state.limit),
      offset: this.#number(state.offset),
    };
  }

  /** Several queries; sorted by more than a name, or made distinct, they stand in a FROM. */
  #compound(state: QueryState, { operator, queries }: CompoundState): Query {
    const end = this.#end(state);
    const isSortedByNames = state.orderBy.every(({ value }) => value.expression.kind === "column");
    const { distinct, origin } = state;
    const isPlain = isSortedByNames && !distinct;
    const compound: Compound = {
      kind: "compound",
      operator,
      queries: queries.map(query => this.#part(query)),
      ...(isPlain ? end : NO_END),
      origin,
    };
    return isPlain ? compound : select({ ...rowsFrom(compound), ...end, distinct, origin });
  }

  /** A part of a compound: one that is ordered, cut or compound itself stands in a FROM. */
  #part(state: QueryState): Select {
    const isPlain = !state.compound && !state.limit && !state.offset && state.orderBy.length === 0;
    if (isPlain) return { ...this.select(state), items: this.#namedItems(state) };
    return select(rowsFrom(this.query(state)));
  }

  #source(variable: RowVariable, { entity, alias }: SourcePlan, origin?: Origin): Source {
    const { derived } = variable;
    if (derived?.kind === "query") {
      return { kind: "querySource", query: this.#named(derived.query), alias, origin };
    }
    if (derived?.kind !== "common") return tableSource(entity.table, alias, origin);
    this.#addCommonTable(derived.table, entity);
    return tableSource(this.#plan.commonName(derived.table), alias, origin);
  }

  /** A query whose every column has a name. */
  #named(state: QueryState): Query {
    const query = this.query(state);
    if (state.compound || query.kind === "compound") return query;
    return { ...query, items: this.#namedItems(state) };
  }

  #addCommonTable(table: CommonTableState, { columns }: EntityModel): void {
    if (this.#commonTables.has(table)) return;
    this.#commonTables.set(table, null);
    const query = this.#named(table.query());
    // What it speaks of itself comes before it.
    this.#commonTables.delete(table);
    this.#commonTables.set(table, {
      name: this.#plan.commonName(table),
      recursive: table.recursive,
      columns: columns.map(column => column.name),
      query,
    });
  }

  #join({ type, variable, on, origin }: JoinState): readonly Join[] {
    const source = this.#plan.sourceOf(variable);
    const own = (condition: Expression): Join => ({
      kind: "join",
      type,
      source: this.#source(variable, source),
      on: condition,
      origin,
    });
    if (on.kind === "condition") return [own(this.expression(on.condition)), ...joinsOf(source)];
    const { relation, from } = on.collection;
    const outside = { alias: this.#plan.aliasOf(from), columns: relation.sourceColumns };
    const inside = { alias: source.alias, columns: relation.targetColumns };
    const where = on.where ? [this.expression(on.where)] : [];
    const { through } = relation;
    if (!through) {
      return [own(conjunction([...equalColumns(inside, outside), ...where])), ...joinsOf(source)];
    }
    const alias = this.#plan.linkAlias(on.collection);
    const link: Join = {
      kind: "join",
      type,
      source: tableSource(through.entity.table, alias),
      on: conjunction(equalColumns({ alias, columns: through.sourceColumns }, outside)),
      origin,
    };
    const far = equalColumns(inside, { alias, columns: through.targetColumns });
    return [link, own(conjunction([...far, ...where])), ...joinsOf(source)];
  }

  expression(given: QueryExpression): Expression {
    const { origin } = given;
    const node = this.#groupKeys.length === 0 ? given : this.#asGrouped(given);
    switch (node.kind) {
      case "column":
        return this.#column(node);
      case "value":
        return this.#parameter(node);
      case "constant":
        return { kind: "constant", value: node.value };
      case "star":
        return { kind: "star" };
      case "givenColumn":
        return { kind: "givenColumn", name: node.column.name, origin };
      case "comparison":
        return this.#comparison(node);
      case "arithmetic":
        return { ...node, left: this.expression(node.left), right: this.expression(node.right) };
      case "and":
      case "or":
        if (node.operands.length === 0) return always(node.kind === "and", origin);
        return { kind: node.kind, operands: this.#all(node.operands), origin };
      case "concat":
        return { kind: node.kind, operands: this.#all(node.operands), origin };
      case "not":
      case "isNull":
      case "cast":
      case "datePart":
      case "dateStart":
      case "jsonGet":
      case "jsonLength":
        return { ...node, operand: this.expression(node.operand) };
      case "dateAdd":
        return {
          ...node,
          operand: this.expression(node.operand),
          amount: this.expression(node.amount),
        };
      case "secondsBetween":
        return { ...node, from: this.expression(node.from), to: this.expression(node.to) };
      case "like":
        return {
          ...node,
          operand: this.expression(node.operand),
          pattern: this.expression(node.pattern),
        };
      case "between":
        return {
          ...node,
          operand: this.expression(node.operand),
          low: this.expression(node.low),
          high: this.expression(node.high),
        };
      case "inList":
        return this.#inList(node);
      case "inQuery":
        return {
          ...node,
          operand: this.expression(node.operand),
          query: this.query(node.query),
        };
      case "call":
        return this.#call(node);
      case "window":
        return this.#window(node);
      case "case":
        return this.#case(node);
      case "raw":
        return { ...node, holes: this.#all(node.holes) };
      case "subquery":
        return { kind: "subquery", query: this.query(node.query), origin };
      case "existsQuery":
        return { kind: "exists", query: this.#asked(node.query), negated: node.negated, origin };
      case "exists":
        return {
          kind: "exists",
          query: this.#rowsOf(node.collection, { kind: "constant", value: 1 }, node.condition),
          negated: node.negated,
          origin,
        };
      case "aggregate":
        return this.#aggregate(node);
    }
  }

  #comparison(node: Extract<QueryExpression, { kind: "comparison" }>): Expression {
    const { kind, operator, origin } = node;
    const left = this.expression(node.left);
    return { kind, operator, left, right: this.expression(node.right), origin };
  }

  #call(node: Extract<QueryExpression, { kind: "call" }>): Expression {
    const { kind, name, distinct, origin } = node;
    const given = this.#all(node.arguments);
    const filter = node.filter && this.expression(node.filter);
    return { kind, name, arguments: given, distinct, filter, origin };
  }

  #window(node: Extract<QueryExpression, { kind: "window" }>): Expression {
    return {
      ...node,
      function: this.expression(node.function),
      partitionBy: this.#all(node.partitionBy),
      orderBy: node.orderBy.map(key => this.orderTerm(key)),
    };
  }

  #case(node: Extract<QueryExpression, { kind: "case" }>): Expression {
    return {
      ...node,
      branches: node.branches.map(({ when, then }) => ({
        when: this.expression(when),
        then: this.expression(then),
      })),
      otherwise: node.otherwise && this.expression(node.otherwise),
    };
  }

  #column({ path, column, origin }: Extract<QueryExpression, { kind: "column" }>): Expression {
    const apart = this.#plan.apartOf(path);
    const [relation] = path.relations;
    if (!apart || !relation) return columnNode(this.#rowOf(path), column, origin);
    const source = this.#plan.sourceOf(apart.variable);
    const inside = { alias: source.alias, columns: relation.targetColumns };
    const { alias } = this.#plan.sourceOf(path.variable);
    const outside = { alias, columns: relation.sourceColumns };
    const query = select({
      items: [{ expression: columnNode(this.#plan.aliasOf(apart), column), alias: null }],
      from: tableSource(source.entity.table, source.alias),
      joins: joinsOf(source),
      where: clause(conjunction(equalColumns(inside, outside))),
    });
    return { kind: "subquery", query, origin };
  }

  /**
   * A key of the groups where it is said again, as it was said there. To PostgreSQL, one expression with parameters
   * said twice is two.
   */
  #asGrouped(node: QueryExpression): QueryExpression {
    return this.#groupKeys.find(key => key.kind === node.kind && sameNode(key, node)) ?? node;
  }

  #parameter(node: Extract<QueryExpression, { kind: "value" }>): Expression {
    const { value, type, origin } = node;
    const repeats = this.#groupKeys.length > 0;
    return { kind: "parameter", value, source: node, type, repeats, origin };
  }

  /** A query whose rows are only asked for: what they hold does not matter. */
  #asked(state: QueryState): Query {
    const query = this.query(state);
    const one: SelectItem = { expression: { kind: "constant", value: 1 }, alias: null };
    return query.kind === "select" && !state.shape ? { ...query, items: [one] } : query;
  }

  /** The name before a column; those of a compound's result have none. */
  #rowOf(path: Path): string | null {
    return path.variable.derived?.kind === "result" ? null : this.#plan.aliasOf(path);
  }

  #all(nodes: readonly QueryExpression[]): readonly Expression[] {
    return nodes.map(node => this.expression(node));
  }

  /** Nothing is in an empty list; no database takes `IN ()` but SQLite. */
  #inList(node: Extract<QueryExpression, { kind: "inList" }>): Expression {
    const { origin, negated } = node;
    if (node.values.length === 0) return always(negated, origin);
    return { ...node, operand: this.expression(node.operand), values: this.#all(node.values) };
  }

  #aggregate(node: Extract<QueryExpression, { kind: "aggregate" }>): Expression {
    const value: Expression = {
      kind: "call",
      name: node.name,
      arguments: [node.of ? this.expression(node.of) : { kind: "star" }],
      distinct: false,
    };
    const query = this.#rowsOf(node.collection, value, node.condition);
    return { kind: "subquery", query, origin: node.origin };
  }

  /** The rows of a relation, seen from the row outside. */
  #rowsOf(collection: CollectionPath, item: Expression, condition: QueryExpression | null): Select {
    const { relation, variable, from } = collection;
    const source = this.#plan.sourceOf(variable);
    const outside = { alias: this.#plan.aliasOf(from), columns: relation.sourceColumns };
    const inside = { alias: source.alias, columns: relation.targetColumns };
    const own = condition ? [this.expression(condition)] : [];
    const { through } = relation;
    const link = through && this.#plan.linkAlias(collection);
    const linking =
      through && link
        ? equalColumns({ alias: link, columns: through.sourceColumns }, outside)
        : equalColumns(inside, outside);
    const join: readonly Join[] =
      through && link
        ? [
            {
              kind: "join",
              type: "inner",
              source: tableSource(through.entity.table, link),
              on: conjunction(
                equalColumns({ alias: link, columns: through.targetColumns }, inside),
              ),
            },
          ]
        : [];
    return select({
      items: [{ expression: item, alias: null }],
      from: tableSource(source.entity.table, source.alias),
      joins: [...join, ...joinsOf(source)],
      where: clause(conjunction([...linking, ...own])),
    });
  }

  #items(state: QueryState, source: SourcePlan): readonly SelectItem[] {
    const { shape } = state;
    if (!shape) {
      return source.entity.columns.map(column => ({
        expression: columnNode(source.alias, column),
        alias: null,
      }));
    }
    return fieldsOf(shape.value).map(field => ({
      expression: this.expression(field.expression),
      alias: field.way.length > 0 ? fieldName(field) : null,
    }));
  }

  #namedItems(state: QueryState): readonly SelectItem[] {
    const items = this.#items(state, this.#plan.sourceOf(state.variable));
    const fields = state.shape ? fieldsOf(state.shape.value) : [];
    return items.map((item, index) => {
      const field = fields[index];
      return field ? { ...item, alias: fieldName(field) } : item;
    });
  }

  #conditions(said: readonly Said<QueryExpression>[]): Clause<Expression> | null {
    const body = allOf(said.map(each => this.expression(each.value)));
    return body && clause(body, originsOf(said));
  }

  #clause<Value, Body>(
    said: readonly Said<Value>[],
    translate: (value: Value) => Body,
  ): Clause<readonly Body[]> | null {
    if (said.length === 0) return null;
    const body = said.map(each => translate(each.value));
    return clause(body, originsOf(said));
  }

  orderTerm({ expression, descending, nulls }: OrderKey): OrderTerm {
    const isEnum = expression.kind === "column" && expression.column.type.kind === "enum";
    return { expression: this.expression(expression), descending, nulls, isEnum };
  }

  #number(said: Said<number> | null): Clause<Expression> | null {
    if (!said) return null;
    const { value, origin } = said;
    return clause({ kind: "parameter", value, source: said }, origin && [origin]);
  }
}

/** The places of several steps, each once. */
const originsOf = (said: readonly Said<unknown>[]): readonly TextRange[] => {
  const origins: TextRange[] = [];
  for (const { origin } of said) if (origin && !origins.includes(origin)) origins.push(origin);
  return origins;
};

/** The statement that a planned query becomes. */
export const queryToSql = (state: QueryState, plan: QueryPlan): Query =>
  new Translation(plan).statement(state);

/** The same of a query for entities, but for what is selected. */
export const rowsToSql = (state: QueryState, plan: QueryPlan): Select =>
  new Translation(plan).rows(state);

/** Expressions of a statement that is no query, in the terms of a plan. */
export const expressionToSql = (plan: QueryPlan): ((expression: QueryExpression) => Expression) => {
  const translation = new Translation(plan, true);
  return expression => translation.expression(expression);
};
