/** What a condition is written with: every method makes another node and notes the words that asked for it. */
import type { TextRange } from "../base/index.ts";
import type { ColumnType } from "../schema/index.ts";
import type { ArithmeticOperator, ComparisonOperator } from "../sql/index.ts";
import type { CallSites } from "./call-site.ts";
import type { OrderKey, QueryExpression, QueryState } from "./expression.ts";
import { QueryError } from "./query-error.ts";
import { toParameter } from "./values.ts";

/** Anything that can hand over the query that it is. */
export const STATE: unique symbol = Symbol("query state");

const isQuery = (value: unknown): value is { readonly [STATE]: QueryState } =>
  typeof value === "object" && value !== null && STATE in value;

const LIKE_SPECIAL = /[\\%_]/g;

const escapeLike = (text: string): string => text.replaceAll(LIKE_SPECIAL, "\\$&");

const REVERSED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  "=": "=",
  "<>": "<>",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

export class ExpressionBuilder {
  readonly node: QueryExpression;
  /** The type of the column that it started from; values beside it are stored the same way. */
  readonly type: ColumnType | undefined;
  readonly #callSites: CallSites;

  constructor(node: QueryExpression, callSites: CallSites, type?: ColumnType) {
    this.node = node;
    this.#callSites = callSites;
    this.type = type;
  }

  eq(other: unknown): ExpressionBuilder {
    return other === null ? this.isNull() : this.#compare("=", other);
  }

  ne(other: unknown): ExpressionBuilder {
    return other === null ? this.isNotNull() : this.#compare("<>", other);
  }

  gt(other: unknown): ExpressionBuilder {
    return this.#compare(">", other);
  }

  gte(other: unknown): ExpressionBuilder {
    return this.#compare(">=", other);
  }

  lt(other: unknown): ExpressionBuilder {
    return this.#compare("<", other);
  }

  lte(other: unknown): ExpressionBuilder {
    return this.#compare("<=", other);
  }

  between(low: unknown, high: unknown): ExpressionBuilder {
    return this.#make(origin => ({
      kind: "between",
      operand: this.node,
      low: this.#operand(low, origin),
      high: this.#operand(high, origin),
      negated: false,
      origin,
    }));
  }

  in(values: unknown): ExpressionBuilder {
    return this.#in(values, false);
  }

  notIn(values: unknown): ExpressionBuilder {
    return this.#in(values, true);
  }

  isNull(): ExpressionBuilder {
    return this.#make(origin => ({ kind: "isNull", operand: this.node, negated: false, origin }));
  }

  isNotNull(): ExpressionBuilder {
    return this.#make(origin => ({ kind: "isNull", operand: this.node, negated: true, origin }));
  }

  like(pattern: string): ExpressionBuilder {
    return this.#like(pattern, false);
  }

  notLike(pattern: string): ExpressionBuilder {
    return this.#like(pattern, true);
  }

  contains(text: string): ExpressionBuilder {
    return this.#like(`%${escapeLike(text)}%`, false);
  }

  startsWith(text: string): ExpressionBuilder {
    return this.#like(`${escapeLike(text)}%`, false);
  }

  endsWith(text: string): ExpressionBuilder {
    return this.#like(`%${escapeLike(text)}`, false);
  }

  lower(): ExpressionBuilder {
    return this.#call("lower");
  }

  upper(): ExpressionBuilder {
    return this.#call("upper");
  }

  trim(): ExpressionBuilder {
    return this.#call("trim");
  }

  length(): ExpressionBuilder {
    return this.#call("length");
  }

  abs(): ExpressionBuilder {
    return this.#call("abs");
  }

  round(digits = 0): ExpressionBuilder {
    return this.#call("round", digits);
  }

  coalesce(...others: readonly unknown[]): ExpressionBuilder {
    return this.#call("coalesce", ...others);
  }

  concat(...others: readonly unknown[]): ExpressionBuilder {
    return this.#make(origin => ({
      kind: "concat",
      operands: [this.node, ...others.map(other => this.#operand(other, origin))],
      origin,
    }));
  }

  plus(other: unknown): ExpressionBuilder {
    return this.#arithmetic("+", other);
  }

  minus(other: unknown): ExpressionBuilder {
    return this.#arithmetic("-", other);
  }

  times(other: unknown): ExpressionBuilder {
    return this.#arithmetic("*", other);
  }

  dividedBy(other: unknown): ExpressionBuilder {
    return this.#arithmetic("/", other);
  }

  modulo(other: unknown): ExpressionBuilder {
    return this.#arithmetic("%", other);
  }

  and(...others: readonly unknown[]): ExpressionBuilder {
    return this.#connect("and", others);
  }

  or(...others: readonly unknown[]): ExpressionBuilder {
    return this.#connect("or", others);
  }

  not(): ExpressionBuilder {
    return this.#make(origin => ({ kind: "not", operand: this.node, origin }));
  }

  asc(): OrderBuilder {
    return new OrderBuilder({ expression: this.node, descending: false, nulls: null });
  }

  desc(): OrderBuilder {
    return new OrderBuilder({ expression: this.node, descending: true, nulls: null });
  }

  #make(nodeFrom: (origin: TextRange | undefined) => QueryExpression): ExpressionBuilder {
    const origin = this.#callSites()?.expression;
    return new ExpressionBuilder(nodeFrom(origin), this.#callSites, this.type);
  }

  #operand(value: unknown, origin: TextRange | undefined): QueryExpression {
    if (value instanceof ExpressionBuilder) return value.node;
    return { kind: "value", value: toParameter(value, this.type), origin };
  }

  #compare(operator: ComparisonOperator, other: unknown): ExpressionBuilder {
    return this.#make(origin => {
      const right = this.#operand(other, origin);
      const swapped = this.node.kind === "value" && right.kind !== "value";
      return swapped
        ? {
            kind: "comparison",
            operator: REVERSED[operator],
            left: right,
            right: this.node,
            origin,
          }
        : { kind: "comparison", operator, left: this.node, right, origin };
    });
  }

  #arithmetic(operator: ArithmeticOperator, other: unknown): ExpressionBuilder {
    return this.#make(origin => ({
      kind: "arithmetic",
      operator,
      left: this.node,
      right: this.#operand(other, origin),
      origin,
    }));
  }

  #connect(kind: "and" | "or", others: readonly unknown[]): ExpressionBuilder {
    return this.#make(origin => ({
      kind,
      operands: [this.node, ...others.map(other => conditionOf(other, origin))],
      origin,
    }));
  }

  #like(pattern: string, negated: boolean): ExpressionBuilder {
    return this.#make(origin => ({
      kind: "like",
      operand: this.node,
      pattern: { kind: "value", value: toParameter(pattern), origin },
      negated,
      origin,
    }));
  }

  #in(values: unknown, negated: boolean): ExpressionBuilder {
    return this.#make(origin => {
      if (isQuery(values)) {
        return { kind: "inQuery", operand: this.node, query: values[STATE], negated, origin };
      }
      if (!Array.isArray(values)) {
        throw new QueryError("invalid-value", "in() needs a list of values, or a selection.", {
          range: origin,
        });
      }
      const list = values.map(value => this.#operand(value, origin));
      return { kind: "inList", operand: this.node, values: list, negated, origin };
    });
  }

  #call(name: string, ...others: readonly unknown[]): ExpressionBuilder {
    return this.#make(origin => ({
      kind: "call",
      name,
      arguments: [this.node, ...others.map(other => this.#operand(other, origin))],
      distinct: false,
      origin,
    }));
  }
}

/** A direction to sort in. */
export class OrderBuilder {
  readonly key: OrderKey;

  constructor(key: OrderKey) {
    this.key = key;
  }

  nullsFirst(): OrderBuilder {
    return new OrderBuilder({ ...this.key, nulls: "first" });
  }

  nullsLast(): OrderBuilder {
    return new OrderBuilder({ ...this.key, nulls: "last" });
  }
}

/** What a lambda returned where a condition is wanted. @throws QueryError `not-a-condition` */
export const conditionOf = (value: unknown, range: TextRange | undefined): QueryExpression => {
  if (value instanceof ExpressionBuilder) return value.node;
  throw new QueryError("not-a-condition", "A condition is wanted here.", {
    range,
    hint: 'Compare with a method: u => u.name.eq("Ada"), not with === or &&.',
  });
};

/** What a lambda returned where something to sort by is wanted. */
export const orderKeyOf = (value: unknown, range: TextRange | undefined): OrderKey => {
  if (value instanceof OrderBuilder) return value.key;
  return { expression: conditionOf(value, range), descending: false, nulls: null };
};
