/** The third pass: a planned query becomes an SQL tree. */
import type { TextRange } from "../base/index.ts";
import {
  allOf,
  type Clause,
  clause,
  type Expression,
  type Join,
  type OrderTerm,
  type Select,
  type SelectItem,
  type Source,
  select,
} from "../sql/index.ts";
import type { CollectionPath, OrderKey, QueryExpression, QueryState, Said } from "./expression.ts";
import type { ColumnModel, EntityModel } from "./model.ts";
import type { JoinPlan, QueryPlan, SourcePlan } from "./plan.ts";
import { fieldsOf } from "./query-state.ts";

type Origin = TextRange | undefined;

const columnNode = (alias: string, column: ColumnModel, origin?: Origin): Expression => ({
  kind: "column",
  source: alias,
  name: column.name,
  origin,
});

/** `a.x = b.y AND …` for the columns of a relation. */
export const equalColumns = (
  left: { readonly alias: string; readonly columns: readonly ColumnModel[] },
  right: { readonly alias: string; readonly columns: readonly ColumnModel[] },
): readonly Expression[] =>
  left.columns.flatMap((column, index) => {
    const other = right.columns[index];
    if (!other) return [];
    return {
      kind: "comparison" as const,
      operator: "=" as const,
      left: columnNode(left.alias, column),
      right: columnNode(right.alias, other),
    };
  });

/** A condition that is never empty: a relation has at least one pair of columns. */
export const conjunction = (conditions: readonly Expression[]): Expression =>
  allOf(conditions) ?? { kind: "constant", value: true };

const tableSource = (entity: EntityModel, alias: string, origin?: Origin): Source => ({
  kind: "tableSource",
  name: entity.table,
  alias,
  origin,
});

const joinNode = ({ type, relation, from, alias }: JoinPlan): Join => ({
  kind: "join",
  type,
  source: tableSource(relation.target, alias),
  on: conjunction(
    equalColumns(
      { alias, columns: relation.targetColumns },
      { alias: from, columns: relation.sourceColumns },
    ),
  ),
});

const joinsOf = (source: SourcePlan): readonly Join[] => source.joins.map(joinNode);

/** Translates expressions of one planned query. */
class Translation {
  readonly #plan: QueryPlan;

  constructor(plan: QueryPlan) {
    this.#plan = plan;
  }

  select(state: QueryState): Select {
    const source = this.#plan.sourceOf(state.variable);
    return select({
      distinct: state.distinct,
      items: this.#items(state, source),
      from: tableSource(source.entity, source.alias, state.origin),
      joins: joinsOf(source),
      where: this.#conditions(state.where),
      groupBy: this.#clause(state.groupBy, said => this.expression(said)),
      having: this.#conditions(state.having),
      orderBy: this.#clause(state.orderBy, key => this.#orderTerm(key)),
      limit: this.#number(state.limit),
      offset: this.#number(state.offset),
      origin: state.origin,
    });
  }

  expression(node: QueryExpression): Expression {
    const { origin } = node;
    switch (node.kind) {
      case "column":
        return columnNode(this.#plan.aliasOf(node.path), node.column, origin);
      case "value":
        return { kind: "parameter", value: node.value, origin };
      case "constant":
        return { kind: "constant", value: node.value };
      case "star":
        return { kind: "star" };
      case "comparison":
      case "arithmetic":
        return {
          ...node,
          left: this.expression(node.left),
          right: this.expression(node.right),
        } as Expression;
      case "concat":
      case "and":
      case "or":
        return { kind: node.kind, operands: this.#all(node.operands), origin };
      case "not":
        return { kind: "not", operand: this.expression(node.operand), origin };
      case "isNull":
        return { ...node, operand: this.expression(node.operand) };
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
          query: this.select(node.query),
        };
      case "call":
        return { ...node, arguments: this.#all(node.arguments) };
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

  #all(nodes: readonly QueryExpression[]): readonly Expression[] {
    return nodes.map(node => this.expression(node));
  }

  /** Nothing is in an empty list; no database takes `IN ()` but SQLite. */
  #inList(node: Extract<QueryExpression, { kind: "inList" }>): Expression {
    const { origin, negated } = node;
    if (node.values.length === 0) {
      const one: Expression = { kind: "constant", value: 1 };
      const other: Expression = { kind: "constant", value: negated ? 1 : 0 };
      return { kind: "comparison", operator: "=", left: one, right: other, origin };
    }
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
              source: tableSource(through.entity, link),
              on: conjunction(
                equalColumns({ alias: link, columns: through.targetColumns }, inside),
              ),
            },
          ]
        : [];
    return select({
      items: [{ expression: item, alias: null }],
      from: tableSource(source.entity, source.alias),
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
    return fieldsOf(shape.value).map(({ way, expression }) => ({
      expression: this.expression(expression),
      alias: way.join("_") || null,
    }));
  }

  #conditions(said: readonly Said<QueryExpression>[]): Clause<Expression> | null {
    const body = allOf(said.map(each => this.expression(each.value)));
    return body && clause(body, ...originsOf(said));
  }

  #clause<Value, Body>(
    said: readonly Said<Value>[],
    translate: (value: Value) => Body,
  ): Clause<readonly Body[]> | null {
    if (said.length === 0) return null;
    return clause(
      said.map(each => translate(each.value)),
      ...originsOf(said),
    );
  }

  #orderTerm({ expression, descending, nulls }: OrderKey): OrderTerm {
    return { expression: this.expression(expression), descending, nulls };
  }

  #number(said: Said<number> | null): Clause<Expression> | null {
    return said && clause({ kind: "parameter", value: said.value }, ...originsOf([said]));
  }
}

/** The places of several steps, each once. */
const originsOf = (said: readonly Said<unknown>[]): readonly TextRange[] => [
  ...new Set(said.flatMap(each => (each.origin ? [each.origin] : []))),
];

/** The statement that a planned query becomes. */
export const queryToSql = (state: QueryState, plan: QueryPlan): Select =>
  new Translation(plan).select(state);
