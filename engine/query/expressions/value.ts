/** What every expression can be asked: comparisons, null tests, lists, order. */
import type { TextRange } from "../../base/index.ts";
import type { ColumnType } from "../../schema/index.ts";
import type { CastType, ComparisonOperator } from "../../sql/index.ts";
import type { CallSites } from "../call-site.ts";
import type { OrderKey, QueryExpression, QueryState, RowVariable } from "../expression.ts";
import { typeBeside, untyped } from "../parameter-type.ts";
import { QueryError } from "../query-error.ts";
import { fieldsOf } from "../query-state.ts";
import { checkType, toParameter } from "../values.ts";
import { BOOLEAN, castTypes } from "./types.ts";

/** Anything that can hand over the query that it is. */
export const STATE: unique symbol = Symbol("query state");

export const isQuery = (value: unknown): value is Query =>
  typeof value === "object" && value !== null && STATE in value;

export type Query = { readonly [STATE]: QueryState };

/** How one value of these rows is selected. */
const oneOf = ({ entity, derived }: RowVariable): string => {
  const [column = entity.columns[0]] = entity.primaryKey;
  return `${derived ? "…" : `db.${entity.name}`}.select(row => row.${column?.name})`;
};

/** The state of a query that selects one value. @throws QueryError `invalid-value` */
const stateOfOneValue = (query: Query, range: TextRange | undefined): QueryState => {
  const state = query[STATE];
  if (state.shape && fieldsOf(state.shape.value).length === 1) return state;
  throw new QueryError("invalid-value", "A query among values has to select one.", {
    range,
    hint: `Say which: ${oneOf(state.variable)}.`,
  });
};

/** A query as the value that it selects. @throws QueryError `invalid-value` */
export const valueOfQuery = (query: Query, origin: TextRange | undefined): QueryExpression => ({
  kind: "subquery",
  query: stateOfOneValue(query, origin),
  origin,
});

/** Whether it is asked of the database, an expression or a query, and no value. */
export const isAsked = (value: unknown): value is ValueMethods | Query =>
  value instanceof ValueMethods || isQuery(value);

/** The type of what is asked, as far as it is known. */
export const typeAsked = (value: ValueMethods | Query): ColumnType | undefined => {
  if (value instanceof ValueMethods) return value.type;
  const shape = value[STATE].shape?.value;
  return shape?.kind === "field" ? shape.type : undefined;
};

const isDatetime = (value: unknown): boolean =>
  isAsked(value) && typeAsked(value)?.kind === "datetime";

/** A date beside dates with times becomes one: as text, it would equal none of them. */
const withTime = (node: QueryExpression): QueryExpression => ({
  kind: "cast",
  operand: node,
  type: "datetime",
  origin: node.origin,
});

const REVERSED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  "=": "=",
  "<>": "<>",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** Makes a node, given the words that asked for it. */
export type MakeNode = (origin: TextRange | undefined) => QueryExpression;

/** Its own methods are protected, not private: V8 would mark each object for each class of them that has private ones. */
export abstract class ValueMethods {
  readonly node: QueryExpression;
  /** The type of its values, as far as it is known; values beside it are stored the same way. */
  readonly type: ColumnType | undefined;
  protected readonly callSites: CallSites;

  constructor(node: QueryExpression, callSites: CallSites, type?: ColumnType) {
    this.node = node;
    this.callSites = callSites;
    this.type = type;
  }

  /** What JavaScript asks for to add, compare or print. @throws QueryError `invalid-value` */
  [Symbol.toPrimitive](): never {
    throw new QueryError("invalid-value", "The value is known to the database alone.", {
      range: this.callSites()?.expression,
      hint: "Use methods for it: p.price.plus(1), u.name.concat(…), u.age.gt(18).",
    });
  }

  protected abstract make(nodeFrom: MakeNode, type: ColumnType | undefined): this;

  eq(other: unknown): this {
    return other === null ? this.isNull() : this.compare("=", other);
  }

  ne(other: unknown): this {
    return other === null ? this.isNotNull() : this.compare("<>", other);
  }

  gt(other: unknown): this {
    return this.compare(">", other);
  }

  gte(other: unknown): this {
    return this.compare(">=", other);
  }

  lt(other: unknown): this {
    return this.compare("<", other);
  }

  lte(other: unknown): this {
    return this.compare("<=", other);
  }

  between(low: unknown, high: unknown): this {
    return this.condition(origin => ({
      kind: "between",
      operand: this.beside(low, high),
      low: this.operand(low, origin),
      high: this.operand(high, origin),
      negated: false,
      origin,
    }));
  }

  in(values: unknown): this {
    return this.among(values, false);
  }

  notIn(values: unknown): this {
    return this.among(values, true);
  }

  isNull(): this {
    return this.nullTest(false);
  }

  isNotNull(): this {
    return this.nullTest(true);
  }

  coalesce(...others: readonly unknown[]): this {
    return this.call("coalesce", this.type, ...others);
  }

  /** Null where it equals the other. */
  nullIf(other: unknown): this {
    return this.call("nullif", this.type, other);
  }

  cast(type: CastType): this {
    if (!Object.hasOwn(castTypes, type)) {
      throw new QueryError("invalid-value", `There is no cast to "${String(type)}".`, {
        range: this.callSites()?.expression,
        hint: `It is one of ${Object.keys(castTypes).join(", ")}.`,
      });
    }
    const operand = untyped(this.castable(type));
    return this.make(origin => ({ kind: "cast", operand, type, origin }), castTypes[type]);
  }

  /** A fraction is rounded; a cast alone would cut it off in SQLite. */
  protected castable(type: CastType): QueryExpression {
    const kind = this.type?.kind;
    const isFraction = type === "integer" && (kind === "float" || kind === "decimal");
    return isFraction ? this.call("round", this.type).node : this.node;
  }

  and(...others: readonly unknown[]): this {
    return this.connect("and", others);
  }

  or(...others: readonly unknown[]): this {
    return this.connect("or", others);
  }

  not(): this {
    return this.condition(origin => ({ kind: "not", operand: this.node, origin }));
  }

  asc(): OrderBuilder {
    return new OrderBuilder({ expression: this.node, descending: false, nulls: null });
  }

  desc(): OrderBuilder {
    return new OrderBuilder({ expression: this.node, descending: true, nulls: null });
  }

  protected condition(nodeFrom: MakeNode): this {
    return this.make(nodeFrom, BOOLEAN);
  }

  /** What stands beside it: another expression, the value of a query, or a parameter. */
  protected operand(
    value: unknown,
    origin: TextRange | undefined,
    type: ColumnType | undefined = this.type,
  ): QueryExpression {
    if (isAsked(value)) {
      const node = value instanceof ValueMethods ? value.node : valueOfQuery(value, origin);
      const isDate = typeAsked(value)?.kind === "date";
      return isDate && type?.kind === "datetime" ? withTime(node) : node;
    }
    checkType(value, type, origin);
    const parameter = toParameter(value, type);
    return {
      kind: "value",
      value: parameter,
      type: typeBeside(parameter, this.node, type),
      origin,
    };
  }

  protected call(name: string, type: ColumnType | undefined, ...others: readonly unknown[]): this {
    return this.make(
      origin => ({
        kind: "call",
        name,
        arguments: [this.node, ...others.map(other => this.operand(other, origin, type))],
        distinct: false,
        filter: null,
        origin,
      }),
      type,
    );
  }

  /** Itself, as it stands beside others. */
  protected beside(...others: readonly unknown[]): QueryExpression {
    return this.type?.kind === "date" && others.some(isDatetime) ? withTime(this.node) : this.node;
  }

  protected compare(operator: ComparisonOperator, other: unknown): this {
    return this.condition(origin => {
      const right = this.operand(other, origin);
      const swapped = this.node.kind === "value" && right.kind !== "value";
      const left = this.beside(other);
      const [first, second] = swapped ? [right, left] : [left, right];
      const said = swapped ? REVERSED[operator] : operator;
      return { kind: "comparison", operator: said, left: first, right: second, origin };
    });
  }

  protected nullTest(negated: boolean): this {
    return this.condition(origin => ({ kind: "isNull", operand: this.node, negated, origin }));
  }

  protected connect(kind: "and" | "or", others: readonly unknown[]): this {
    const { node } = this;
    // Side by side, not one within the other: databases and stacks end at some depth.
    const own = node.kind === kind ? node.operands : [node];
    return this.condition(origin => ({
      kind,
      operands: [...own, ...others.map(other => conditionOf(other, origin))],
      origin,
    }));
  }

  protected among(values: unknown, negated: boolean): this {
    return this.condition(origin => {
      if (isQuery(values)) {
        return {
          kind: "inQuery",
          operand: this.beside(values),
          query: stateOfOneValue(values, origin),
          negated,
          origin,
        };
      }
      if (!Array.isArray(values)) {
        throw new QueryError("invalid-value", "in() needs a list of values, or a selection.", {
          range: origin,
        });
      }
      const list = values.map(value => this.operand(value, origin));
      return { kind: "inList", operand: this.beside(...values), values: list, negated, origin };
    });
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
  if (value instanceof ValueMethods) return value.node;
  throw new QueryError("not-a-condition", "A condition, or an expression, is wanted here.", {
    range,
    hint: 'Compare with a method: u => u.name.eq("Ada"), not with === or &&.',
  });
};

/** What a lambda returned where something to sort by is wanted. */
export const orderKeyOf = (value: unknown, range: TextRange | undefined): OrderKey => {
  if (value instanceof OrderBuilder) return value.key;
  return { expression: conditionOf(value, range), descending: false, nulls: null };
};
