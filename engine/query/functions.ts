/** Functions: aggregates, window functions, CASE, raw SQL, subqueries. */
import type { TextRange } from "../base/index.ts";
import type { ColumnType } from "../schema/index.ts";
import type { Case, QueryFunctions } from "./api.ts";
import type { CallSites } from "./call-site.ts";
import type { QueryExpression } from "./expression.ts";
import {
  conditionOf,
  ExpressionBuilder,
  isQuery,
  operandType,
  type Query,
  STATE,
  types,
  valueOfQuery,
} from "./expressions/index.ts";
import type { Implementation } from "./implementation.ts";
import { ownType, untyped } from "./parameter-type.ts";
import { QueryError } from "./query-error.ts";
import { toParameter } from "./values.ts";

type Branch = { readonly when: QueryExpression; readonly then: QueryExpression };

/** An operand: an expression, a scalar subquery or a parameter. */
const nodeOf = (value: unknown, origin: TextRange | undefined): QueryExpression => {
  if (value instanceof ExpressionBuilder) return value.node;
  if (isQuery(value)) return valueOfQuery(value, origin);
  const parameter = toParameter(value);
  return { kind: "value", value: parameter, type: ownType(parameter), origin };
};

const typeOf = (value: unknown): ColumnType | undefined => {
  if (value instanceof ExpressionBuilder) return value.type;
  if (typeof value === "boolean") return types.BOOLEAN;
  if (typeof value !== "number" && typeof value !== "bigint") return undefined;
  return Number.isInteger(Number(value)) ? types.INTEGER : types.FLOAT;
};

/** A hole of raw SQL. The text around it determines the type of a parameter. */
const holeOf = (value: unknown, origin: TextRange | undefined): QueryExpression => {
  if (value instanceof ExpressionBuilder) return value.node;
  if (isQuery(value)) return { kind: "subquery", query: value[STATE], origin };
  return untyped(nodeOf(value, origin));
};

const isText = (type: ColumnType): boolean =>
  type.kind === "text" || type.kind === "varchar" || type.kind === "char";

/** PostgreSQL concatenates only text. */
const asText = (of: unknown): unknown =>
  of instanceof ExpressionBuilder && of.type && !isText(of.type) ? of.cast("text") : of;

/** The sum of whole numbers is a whole number. */
const sumType = (of: unknown): ColumnType =>
  typeOf(of)?.kind === "integer" ? types.INTEGER : types.FLOAT;

/** A CASE expression, null if no branch applies. */
class CaseBuilder extends ExpressionBuilder implements Implementation<Case<string>> {
  readonly #branches: readonly Branch[];

  constructor(
    branches: readonly Branch[],
    callSites: CallSites,
    type: ColumnType | undefined,
    origin: TextRange | undefined,
  ) {
    super({ kind: "case", branches, otherwise: null, origin }, callSites, type);
    this.#branches = branches;
  }

  when(condition: unknown, value: unknown): CaseBuilder {
    const origin = this.callSites()?.expression;
    const branch = { when: conditionOf(condition, origin), then: nodeOf(value, origin) };
    return new CaseBuilder([...this.#branches, branch], this.callSites, this.type, origin);
  }

  otherwise(value: unknown): ExpressionBuilder {
    return this.make(
      origin => ({
        kind: "case",
        branches: this.#branches,
        otherwise: nodeOf(value, origin),
        origin,
      }),
      this.type ?? typeOf(value),
    );
  }
}

/** @throws QueryError `invalid-value` for anything but a query */
const asQuery = (query: unknown, range: TextRange | undefined): Query => {
  if (isQuery(query)) return query;
  throw new QueryError("invalid-value", "Expected a query.", {
    range,
    hint: "Pass the query itself, without await.",
  });
};

/** The functions. Each records where it is called. */
export const queryFunctions = (callSites: CallSites): QueryFunctions => {
  const make = (
    nodeFrom: (origin: TextRange | undefined) => QueryExpression,
    type?: ColumnType,
  ): ExpressionBuilder => new ExpressionBuilder(nodeFrom(callSites()?.expression), callSites, type);

  const call = (
    name: string,
    values: readonly unknown[],
    type: ColumnType | undefined,
    distinct = false,
  ): ExpressionBuilder =>
    make(
      origin => ({
        kind: "call",
        name,
        arguments: values.map(value => nodeOf(value, origin)),
        distinct,
        filter: null,
        origin,
      }),
      type,
    );

  const plain = (value: unknown): ExpressionBuilder =>
    make(origin => nodeOf(value, origin), typeOf(value));

  /** With one argument, SQLite would compute an aggregate. */
  const outermost = (name: string, values: readonly [unknown, ...unknown[]]): ExpressionBuilder =>
    values.length === 1 ? plain(values[0]) : call(name, values, typeOf(values[0]));

  const star = (): ExpressionBuilder => make(origin => ({ kind: "star", origin }));

  const connect = (kind: "and" | "or", conditions: readonly unknown[]): ExpressionBuilder =>
    make(
      origin => ({
        kind,
        operands: conditions.map(condition => conditionOf(condition, origin)),
        origin,
      }),
      types.BOOLEAN,
    );

  const functions = {
    count: (of: unknown = star()) => call("count", [of], types.INTEGER),
    countDistinct: (of: unknown) => call("count", [of], types.INTEGER, true),
    sum: (of: unknown) => call("sum", [of], sumType(of)),
    avg: (of: unknown) => call("avg", [of], types.FLOAT),
    min: (of: unknown) => call(types.aggregateOf("min", typeOf(of)), [of], typeOf(of)),
    max: (of: unknown) => call(types.aggregateOf("max", typeOf(of)), [of], typeOf(of)),
    textList: (of: unknown, separator = ",") =>
      call("string_agg", [asText(of), separator], types.TEXT),

    rowNumber: () => call("row_number", [], types.INTEGER),
    rank: () => call("rank", [], types.INTEGER),
    denseRank: () => call("dense_rank", [], types.INTEGER),
    percentRank: () => call("percent_rank", [], types.FLOAT),
    cumeDist: () => call("cume_dist", [], types.FLOAT),
    ntile: (buckets: number) => call("ntile", [buckets], types.INTEGER),
    lag: (of: unknown, ...rest: readonly unknown[]) => call("lag", [of, ...rest], typeOf(of)),
    lead: (of: unknown, ...rest: readonly unknown[]) => call("lead", [of, ...rest], typeOf(of)),
    firstValue: (of: unknown) => call("first_value", [of], typeOf(of)),
    lastValue: (of: unknown) => call("last_value", [of], typeOf(of)),
    nthValue: (of: unknown, place: number) => call("nth_value", [of, place], typeOf(of)),

    greatest: (...values: readonly [unknown, ...unknown[]]) => outermost("greatest", values),
    least: (...values: readonly [unknown, ...unknown[]]) => outermost("least", values),

    and: (...conditions: readonly unknown[]) => connect("and", conditions),
    or: (...conditions: readonly unknown[]) => connect("or", conditions),
    not: (condition: unknown) =>
      make(
        origin => ({ kind: "not", operand: conditionOf(condition, origin), origin }),
        types.BOOLEAN,
      ),
    when: (condition: unknown, value: unknown) => {
      const origin = callSites()?.expression;
      const branch = { when: conditionOf(condition, origin), then: nodeOf(value, origin) };
      return new CaseBuilder([branch], callSites, typeOf(value), origin);
    },
    value: plain,
    scalar: (query: unknown) => {
      const origin = callSites()?.expression;
      const subquery = asQuery(query, origin);
      return make(() => valueOfQuery(subquery, origin), operandType(subquery));
    },
    exists: (query: unknown) =>
      make(
        origin => ({
          kind: "existsQuery",
          query: asQuery(query, origin)[STATE],
          negated: false,
          origin,
        }),
        types.BOOLEAN,
      ),
    sql: (texts: TemplateStringsArray, ...holes: readonly unknown[]) =>
      make(origin => ({
        kind: "raw",
        texts: [...texts],
        holes: holes.map(hole => holeOf(hole, origin)),
        origin,
      })),
  } satisfies Implementation<QueryFunctions, ExpressionBuilder>;
  return functions as QueryFunctions;
};
