/** The methods of every expression: comparisons, null tests, lists, order. */
import type { TextRange } from "../../base/index.ts";
import type { ColumnType } from "../../schema/index.ts";
import type { CastType, ComparisonOperator } from "../../sql/index.ts";
import type * as Api from "../api.ts";
import type { CallSites } from "../call-site.ts";
import { castToText, comparableQuery, isSameEnum } from "../enum-fields.ts";
import type { OrderKey, QueryExpression, QueryState, RowVariable } from "../expression.ts";
import type { Implementation } from "../implementation.ts";
import { expressionHints, orderHints } from "../member-hints.ts";
import { reportMissing } from "../missing-members.ts";
import { contextType, untyped } from "../parameter-type.ts";
import { QueryError } from "../query-error.ts";
import { fieldsOf } from "../query-state.ts";
import { objectName } from "../value-hints.ts";
import { checkType, enumValues, toParameter } from "../values.ts";
import { BOOLEAN, castTypes } from "./types.ts";
import { type TrackedCondition, trackCondition } from "./unused-conditions.ts";

/** Gives the state of a query. */
export const STATE: unique symbol = Symbol("query state");

export const isQuery = (value: unknown): value is Query =>
  typeof value === "object" && value !== null && STATE in value;

export type Query = { readonly [STATE]: QueryState };

/** An example that selects one column of a row. */
const exampleOf = ({ entity, derived }: RowVariable): string => {
  const [column = entity.columns[0]] = entity.primaryKey;
  return `${derived ? "…" : `db.${entity.name}`}.select(row => row.${column?.name})`;
};

/** The state of a scalar query. @throws QueryError `invalid-value` */
const scalarState = (query: Query, range: TextRange | undefined): QueryState => {
  const state = query[STATE];
  if (state.projection && fieldsOf(state.projection.value).length === 1) return state;
  throw new QueryError(
    "invalid-value",
    "A subquery used as a value must select exactly one column.",
    {
      range,
      hint: `Select it: ${exampleOf(state.variable)}.`,
    },
  );
};

/** A scalar subquery. @throws QueryError `invalid-value` */
export const valueOfQuery = (query: Query, origin: TextRange | undefined): QueryExpression => ({
  kind: "subquery",
  query: scalarState(query, origin),
  origin,
});

/** Whether an operand is an expression or a query, not a value. */
export const isComputed = (value: unknown): value is ValueMethods | Query =>
  value instanceof ValueMethods || isQuery(value);

/** The type of an expression or a query, if it is known. */
export const operandType = (value: ValueMethods | Query): ColumnType | undefined => {
  if (value instanceof ValueMethods) return value.type;
  const projection = value[STATE].projection?.value;
  return projection?.kind === "field" ? projection.type : undefined;
};

const isDatetime = (value: unknown): boolean =>
  isComputed(value) && operandType(value)?.kind === "datetime";

/** A date compared with a datetime is cast: as texts they would never be equal. */
const withTime = (node: QueryExpression): QueryExpression => ({
  kind: "cast",
  operand: node,
  type: "datetime",
  origin: node.origin,
});

/** Whether a value is one of an enum, as far as is known: raw SQL has no type. */
export const isOfEnum = (value: unknown, type: ColumnType): boolean => {
  if (!isComputed(value)) return typeof value !== "string" || isEnumValue(value, type);
  const literal =
    value instanceof ValueMethods && value.node.kind === "value" ? value.node.value : null;
  if (typeof literal === "string") return isEnumValue(literal, type);
  const own = operandType(value);
  return !own || isSameEnum(own, type);
};

const isEnumValue = (value: string, type: ColumnType): boolean =>
  enumValues(type)?.includes(value) ?? true;

const REVERSED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  "=": "=",
  "<>": "<>",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** Creates a node with an origin. */
export type MakeNode = (origin: TextRange | undefined) => QueryExpression;

/** Methods are protected, not private: V8 would brand every object once for each class with private methods. */
export abstract class ValueMethods implements TrackedCondition {
  protected readonly ownNode: QueryExpression;
  protected wasRead = false;
  /** The type of its values, if it is known. Operands are converted to it. */
  readonly type: ColumnType | undefined;
  protected readonly callSites: CallSites;

  constructor(node: QueryExpression, callSites: CallSites, type?: ColumnType) {
    this.ownNode = node;
    this.callSites = callSites;
    this.type = type;
    if (type?.kind === "boolean" || node.kind === "raw") trackCondition(this);
  }

  /** Its node, to become part of an expression or a query. */
  get node(): QueryExpression {
    this.wasRead = true;
    return this.ownNode;
  }

  get isUsed(): boolean {
    return this.wasRead;
  }

  get origin(): TextRange | undefined {
    return this.ownNode.origin;
  }

  /** JavaScript calls this for operators and template strings. @throws QueryError `invalid-value` */
  [Symbol.toPrimitive](): never {
    throw new QueryError("invalid-value", "This value only exists in the database.", {
      range: this.callSites()?.expression,
      hint: "Use methods instead of operators: p.price.plus(1), u.name.concat(…), u.age.gt(18).",
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
      operand: this.comparable(low, high),
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
    const own = this.amongValues(others);
    return own.call("coalesce", own.type, ...others);
  }

  nullIf(other: unknown): this {
    const own = this.amongValues([other]);
    return own.call("nullif", own.type, other);
  }

  /** This expression, cast to text if it is an enum and another value is not one of the same enum. */
  protected amongValues(others: readonly unknown[]): this {
    const { type } = this;
    return type?.kind === "enum" && !others.every(other => isOfEnum(other, type))
      ? this.cast("text")
      : this;
  }

  cast(type: CastType): this {
    if (!Object.hasOwn(castTypes, type)) {
      throw new QueryError("invalid-value", `"${String(type)}" is not a type to cast to.`, {
        range: this.callSites()?.expression,
        hint: `Use one of ${Object.keys(castTypes).join(", ")}.`,
      });
    }
    const operand = untyped(this.castable(type));
    return this.make(origin => ({ kind: "cast", operand, type, origin }), castTypes[type]);
  }

  /** Rounds fractions, which SQLite would truncate. */
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
    return this.condition(origin => negation(this.node, origin));
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

  /** An operand: an expression, a scalar subquery or a parameter. */
  protected operand(
    value: unknown,
    origin: TextRange | undefined,
    type: ColumnType | undefined = this.type,
  ): QueryExpression {
    if (isComputed(value)) {
      const node = value instanceof ValueMethods ? value.node : valueOfQuery(value, origin);
      const own = operandType(value);
      if (own?.kind === "enum" && type && !isSameEnum(own, type)) return castToText(node);
      return own?.kind === "date" && type?.kind === "datetime" ? withTime(node) : node;
    }
    checkType(value, type, origin);
    const parameter = toParameter(value, type);
    return {
      kind: "value",
      value: parameter,
      type: contextType(parameter, this.node, type),
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

  /** This expression, cast if an operand has a time, or is a text that is compared with an enum. */
  protected comparable(...others: readonly unknown[]): QueryExpression {
    return this.amongValues(others.filter(isComputed)).withTimeOf(others);
  }

  protected withTimeOf(others: readonly unknown[]): QueryExpression {
    return this.type?.kind === "date" && others.some(isDatetime) ? withTime(this.node) : this.node;
  }

  protected compare(operator: ComparisonOperator, other: unknown): this {
    return this.condition(origin => {
      const right = this.operand(other, origin);
      const swapped = this.node.kind === "value" && right.kind !== "value";
      const left = this.comparable(other);
      return swapped
        ? { kind: "comparison", operator: REVERSED[operator], left: right, right: left, origin }
        : { kind: "comparison", operator, left, right, origin };
    });
  }

  protected nullTest(negated: boolean): this {
    return this.condition(origin => ({ kind: "isNull", operand: this.node, negated, origin }));
  }

  protected connect(kind: "and" | "or", others: readonly unknown[]): this {
    const { node } = this;
    // A flat list: databases and call stacks limit the depth of nesting.
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
          operand: this.comparable(values),
          query: comparableQuery(scalarState(values, origin), this.type),
          negated,
          origin,
        };
      }
      if (!Array.isArray(values)) {
        throw new QueryError("invalid-value", "in() expects a list of values or a selection.", {
          range: origin,
        });
      }
      const list = values.map(value => this.operand(value, origin));
      return { kind: "inList", operand: this.comparable(...values), values: list, negated, origin };
    });
  }
}

reportMissing(ValueMethods.prototype, value => ({
  what: "An expression",
  range: value.origin,
  hints: expressionHints,
}));

/** An order key. */
export class OrderBuilder implements Implementation<Api.Order> {
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

reportMissing(OrderBuilder.prototype, ({ key }) => ({
  what: "An order",
  range: key.expression.origin,
  hints: orderHints,
}));

const COMPARE = 'Compare with methods, u => u.name.eq("Ada"), not with === or &&.';

/** The negation of a condition; that of a negation is the condition, also where it is unknown. */
export const negation = (
  condition: QueryExpression,
  origin: TextRange | undefined,
): QueryExpression =>
  condition.kind === "not" ? condition.operand : { kind: "not", operand: condition, origin };

/** The expression that a callback returned. @throws QueryError `not-a-condition` */
export const conditionOf = (value: unknown, range: TextRange | undefined): QueryExpression => {
  if (value instanceof ValueMethods) return value.node;
  throw new QueryError("not-a-condition", "Expected a condition or an expression.", {
    range,
    hint: objectName(value)?.hint ?? COMPARE,
  });
};

/** The order key that a callback returned. */
export const orderKeyOf = (value: unknown, range: TextRange | undefined): OrderKey => {
  if (value instanceof ValueMethods) {
    return { expression: value.node, descending: false, nulls: null };
  }
  if (value instanceof OrderBuilder) return value.key;
  return { expression: conditionOf(value, range), descending: false, nulls: null };
};
