/** Functions: aggregates, window functions, CASE, raw SQL, subqueries. */
import { present, type TextRange } from "../base/index.ts";
import type { ColumnType } from "../schema/index.ts";
import type { Case, QueryFunctions } from "./api.ts";
import type { CallSites } from "./call-site.ts";
import type { QueryExpression } from "./expression.ts";
import {
  conditionOf,
  ExpressionBuilder,
  isOfEnum,
  isQuery,
  listOf,
  type MakeNode,
  negation,
  operandType,
  orderKeyOf,
  type Query,
  STATE,
  types,
  valueOfQuery,
} from "./expressions/index.ts";
import type { Implementation } from "./implementation.ts";
import { ownType, untyped } from "./parameter-type.ts";
import { QueryError } from "./query-error.ts";
import { toParameter } from "./values.ts";

type Branch = { readonly when: QueryExpression; readonly then: unknown };

/** PostgreSQL has no common type for an enum and a text, so enums next to other texts are cast to text. */
const withCommonType = (values: readonly unknown[]): readonly unknown[] => {
  const type = values.map(typeOf).find(each => each?.kind === "enum");
  if (!type || values.every(value => isOfEnum(value, type))) return values;
  return values.map(value =>
    value instanceof ExpressionBuilder && value.type?.kind === "enum" ? value.cast("text") : value,
  );
};

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

/** The type of the first value that has one. */
const commonType = (values: readonly unknown[]): ColumnType | undefined =>
  withCommonType(values)
    .map(typeOf)
    .find(type => type);

const valuesOf = (branches: readonly Branch[]): readonly unknown[] =>
  branches.map(({ then }) => then);

/** A CASE expression; `otherwise` has at most one value. */
const caseOf = (
  branches: readonly Branch[],
  otherwise: readonly unknown[],
  origin: TextRange | undefined,
): QueryExpression => {
  const values = withCommonType([...valuesOf(branches), ...otherwise]);
  const nodes = values.map(value => nodeOf(value, origin));
  return {
    kind: "case",
    branches: branches.map(({ when }, index) => ({
      when,
      then: present(nodes[index], "a value of CASE"),
    })),
    otherwise: nodes[branches.length] ?? null,
    origin,
  };
};

/** A CASE expression, null if no branch applies. */
class CaseBuilder extends ExpressionBuilder implements Implementation<Case<string>> {
  readonly #branches: readonly Branch[];

  constructor(
    branches: readonly Branch[],
    callSites: CallSites,
    type: ColumnType | undefined,
    origin: TextRange | undefined,
  ) {
    super(caseOf(branches, [], origin), callSites, type);
    this.#branches = branches;
  }

  when(condition: unknown, value: unknown): CaseBuilder {
    const origin = this.callSites()?.expression;
    const branches = [...this.branches, { when: conditionOf(condition, origin), then: value }];
    return new CaseBuilder(branches, this.callSites, commonType(valuesOf(branches)), origin);
  }

  protected get branches(): readonly Branch[] {
    this.wasRead = true;
    return this.#branches;
  }

  otherwise(value: unknown): ExpressionBuilder {
    return this.make(
      origin => caseOf(this.branches, [value], origin),
      commonType([...valuesOf(this.branches), value]),
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

type Functions = Implementation<QueryFunctions, ExpressionBuilder>;

/** Creates the expressions of functions, with the place of the call as their origin. */
class FunctionBuilder {
  readonly callSites: CallSites;

  constructor(callSites: CallSites) {
    this.callSites = callSites;
  }

  make(nodeFrom: MakeNode, type?: ColumnType): ExpressionBuilder {
    return new ExpressionBuilder(nodeFrom(this.callSites()?.expression), this.callSites, type);
  }

  call(name: string, values: readonly unknown[], type: ColumnType | undefined): ExpressionBuilder {
    return this.make(
      origin => ({
        kind: "call",
        name,
        arguments: values.map(value => nodeOf(value, origin)),
        distinct: false,
        filter: null,
        origin,
      }),
      type,
    );
  }

  value(value: unknown): ExpressionBuilder {
    return this.make(origin => nodeOf(value, origin), typeOf(value));
  }

  /** With one argument, SQLite would compute an aggregate. */
  extreme(name: string, values: readonly [unknown, ...unknown[]]): ExpressionBuilder {
    const common = withCommonType(values);
    return values.length === 1
      ? this.value(values[0])
      : this.call(name, common, commonType(values));
  }

  connect(kind: "and" | "or", conditions: readonly unknown[]): ExpressionBuilder {
    return this.make(
      origin => ({
        kind,
        operands: conditions.map(condition => conditionOf(condition, origin)),
        origin,
      }),
      types.BOOLEAN,
    );
  }
}

type ListOptions = { readonly orderBy?: unknown };

const aggregateFunctions = (build: FunctionBuilder) => {
  const star = (): ExpressionBuilder => build.make(origin => ({ kind: "star", origin }));
  const extremeOf = (name: string, of: unknown): ExpressionBuilder =>
    build.call(types.aggregateOf(name, typeOf(of)), [of], typeOf(of));
  return {
    count: (of: unknown = star()) => build.call("count", [of], types.INTEGER),
    countDistinct: (of: unknown) =>
      build.make(
        origin => ({
          kind: "call",
          name: "count",
          arguments: [nodeOf(of, origin)],
          distinct: true,
          filter: null,
          origin,
        }),
        types.INTEGER,
      ),
    sum: (of: unknown) => build.call("sum", [of], sumType(of)),
    avg: (of: unknown) => build.call("avg", [of], types.FLOAT),
    min: (of: unknown) => extremeOf("min", of),
    max: (of: unknown) => extremeOf("max", of),
    textList: (of: unknown, separator = ",", { orderBy }: ListOptions = {}) =>
      build.make(
        origin => ({
          kind: "call",
          name: "string_agg",
          arguments: [nodeOf(asText(of), origin), nodeOf(separator, origin)],
          distinct: false,
          filter: null,
          orderBy: listOf(orderBy).map(key => orderKeyOf(key, origin)),
          origin,
        }),
        types.TEXT,
      ),
  } satisfies Partial<Functions>;
};

const windowFunctions = (build: FunctionBuilder) =>
  ({
    rowNumber: () => build.call("row_number", [], types.INTEGER),
    rank: () => build.call("rank", [], types.INTEGER),
    denseRank: () => build.call("dense_rank", [], types.INTEGER),
    percentRank: () => build.call("percent_rank", [], types.FLOAT),
    cumeDist: () => build.call("cume_dist", [], types.FLOAT),
    ntile: (buckets: number) => build.call("ntile", [buckets], types.INTEGER),
    lag: (of: unknown, ...rest: readonly unknown[]) => build.call("lag", [of, ...rest], typeOf(of)),
    lead: (of: unknown, ...rest: readonly unknown[]) =>
      build.call("lead", [of, ...rest], typeOf(of)),
    firstValue: (of: unknown) => build.call("first_value", [of], typeOf(of)),
    lastValue: (of: unknown) => build.call("last_value", [of], typeOf(of)),
    nthValue: (of: unknown, place: number) => build.call("nth_value", [of, place], typeOf(of)),
  }) satisfies Partial<Functions>;

const conditionFunctions = (build: FunctionBuilder) =>
  ({
    and: (...conditions: readonly unknown[]) => build.connect("and", conditions),
    or: (...conditions: readonly unknown[]) => build.connect("or", conditions),
    not: (condition: unknown) =>
      build.make(origin => negation(conditionOf(condition, origin), origin), types.BOOLEAN),
    exists: (query: unknown) =>
      build.make(
        origin => ({
          kind: "existsQuery",
          query: asQuery(query, origin)[STATE],
          negated: false,
          origin,
        }),
        types.BOOLEAN,
      ),
  }) satisfies Partial<Functions>;

const valueFunctions = (build: FunctionBuilder) =>
  ({
    greatest: (...values: readonly [unknown, ...unknown[]]) => build.extreme("greatest", values),
    least: (...values: readonly [unknown, ...unknown[]]) => build.extreme("least", values),
    when: (condition: unknown, value: unknown) => {
      const origin = build.callSites()?.expression;
      const branch = { when: conditionOf(condition, origin), then: value };
      return new CaseBuilder([branch], build.callSites, typeOf(value), origin);
    },
    value: (value: unknown) => build.value(value),
    scalar: (query: unknown) => {
      const origin = build.callSites()?.expression;
      const subquery = asQuery(query, origin);
      return build.make(() => valueOfQuery(subquery, origin), operandType(subquery));
    },
    sql: (texts: TemplateStringsArray, ...holes: readonly unknown[]) =>
      build.make(origin => ({
        kind: "raw",
        texts: [...texts],
        holes: holes.map(hole => holeOf(hole, origin)),
        origin,
      })),
  }) satisfies Partial<Functions>;

/** The functions. Each records where it is called. */
export const queryFunctions = (callSites: CallSites): QueryFunctions => {
  const build = new FunctionBuilder(callSites);
  const functions = {
    ...aggregateFunctions(build),
    ...windowFunctions(build),
    ...conditionFunctions(build),
    ...valueFunctions(build),
  } satisfies Functions;
  return functions as QueryFunctions;
};
