/** What a query says, before anyone has thought of joins: plain nodes over relation paths. */
import type { TextRange } from "../base/index.ts";
import type { ColumnType } from "../schema/index.ts";
import type {
  ArithmeticOperator,
  CastType,
  ComparisonOperator,
  CompoundOperator,
  DatePart,
  DateUnit,
  Division,
  JoinType,
  JsonStep,
  JsonValueType,
  ParameterType,
  ParameterValue,
  Temporal,
  WindowFrame,
} from "../sql/index.ts";
import type { ColumnModel, EntityModel, RelationModel } from "./model.ts";

/** One row that a query speaks of: the `u` of `u => u.name`. */
export type RowVariable = {
  readonly entity: EntityModel;
  /** Where its rows come from, when that is no table. */
  readonly derived?: Derived;
  /** Whether it may be missing: the far side of a left join. */
  readonly optional?: boolean;
};

/** A query whose rows are asked like those of a table. `result` stands for the row of the query itself. */
export type Derived =
  | { readonly kind: "query"; readonly query: QueryState }
  | { readonly kind: "common"; readonly table: CommonTableState }
  | { readonly kind: "result" };

/** A common table expression; the query of a recursive one speaks of the table itself. */
export type CommonTableState = {
  readonly name: string;
  readonly recursive: boolean;
  readonly query: () => QueryState;
};

/** From a row along to-one relations, perhaps none. */
export type Path = {
  readonly variable: RowVariable;
  readonly relations: readonly RelationModel[];
};

/** The rows at the other end of a to-many relation. */
export type CollectionPath = {
  readonly from: Path;
  readonly relation: RelationModel;
  /** The name of one of its rows within a condition. */
  readonly variable: RowVariable;
};

type Node<Kind extends string, Parts> = Readonly<Parts> & {
  readonly kind: Kind;
  readonly origin: TextRange | undefined;
};

export type QueryExpression =
  | Node<"column", { path: Path; column: ColumnModel }>
  /** `type` is what a database has to be told that would guess otherwise. */
  | Node<"value", { value: ParameterValue; type?: ParameterType | undefined }>
  /** A constant of the engine's own, no value of a person's. */
  | Node<"constant", { value: number }>
  | Node<"star", object>
  | Node<
      "comparison",
      { operator: ComparisonOperator; left: QueryExpression; right: QueryExpression }
    >
  | Node<
      "arithmetic",
      {
        operator: ArithmeticOperator;
        left: QueryExpression;
        right: QueryExpression;
        division?: Division;
      }
    >
  | Node<"concat", { operands: readonly QueryExpression[] }>
  | Node<"and", { operands: readonly QueryExpression[] }>
  | Node<"or", { operands: readonly QueryExpression[] }>
  | Node<"not", { operand: QueryExpression }>
  | Node<"isNull", { operand: QueryExpression; negated: boolean }>
  | Node<
      "like",
      {
        operand: QueryExpression;
        pattern: QueryExpression;
        negated: boolean;
        insensitive: boolean;
      }
    >
  | Node<
      "between",
      { operand: QueryExpression; low: QueryExpression; high: QueryExpression; negated: boolean }
    >
  | Node<
      "inList",
      { operand: QueryExpression; values: readonly QueryExpression[]; negated: boolean }
    >
  | Node<"inQuery", { operand: QueryExpression; query: QueryState; negated: boolean }>
  | Node<
      "call",
      {
        name: string;
        arguments: readonly QueryExpression[];
        distinct: boolean;
        filter: QueryExpression | null;
      }
    >
  | Node<
      "window",
      {
        function: QueryExpression;
        partitionBy: readonly QueryExpression[];
        orderBy: readonly OrderKey[];
        frame: WindowFrame | null;
      }
    >
  | Node<
      "case",
      {
        branches: readonly { readonly when: QueryExpression; readonly then: QueryExpression }[];
        otherwise: QueryExpression | null;
      }
    >
  | Node<"cast", { operand: QueryExpression; type: CastType }>
  | Node<"datePart", { operand: QueryExpression; part: DatePart; of: Temporal }>
  | Node<"dateStart", { operand: QueryExpression; unit: DateUnit; as: Temporal }>
  | Node<
      "dateAdd",
      { operand: QueryExpression; amount: QueryExpression; unit: DateUnit; as: Temporal }
    >
  | Node<"secondsBetween", { from: QueryExpression; to: QueryExpression; of: Temporal }>
  | Node<"jsonGet", { operand: QueryExpression; path: readonly JsonStep[]; as: JsonValueType }>
  | Node<"jsonLength", { operand: QueryExpression }>
  /** SQL as a person wrote it. */
  | Node<"raw", { texts: readonly string[]; holes: readonly QueryExpression[] }>
  /** A column of the row that an upsert brings. */
  | Node<"givenColumn", { column: ColumnModel }>
  /** The one value of a query. */
  | Node<"subquery", { query: QueryState }>
  | Node<"existsQuery", { query: QueryState; negated: boolean }>
  /** Whether a row of a relation exists (`negated`: does not) that meets the condition. */
  | Node<
      "exists",
      { collection: CollectionPath; condition: QueryExpression | null; negated: boolean }
    >
  /** One value computed from the rows of a relation. */
  | Node<
      "aggregate",
      {
        name: string;
        collection: CollectionPath;
        of: QueryExpression | null;
        condition: QueryExpression | null;
      }
    >;

/** Something said by one step, and the words of that step. */
export type Said<Value> = { readonly value: Value; readonly origin: TextRange | undefined };

export type OrderKey = {
  readonly expression: QueryExpression;
  readonly descending: boolean;
  readonly nulls: "first" | "last" | null;
};

/** The ways to load a relation, as they are named in `with`. */
export const loadStrategies = ["select-in", "join", "subquery", "json", "forbid"] as const;

export type LoadStrategy = (typeof loadStrategies)[number];

/** A relation to load with its entities, and what of it. */
export type LoadRequest = {
  readonly relation: RelationModel;
  readonly origin: TextRange | undefined;
  /** Narrows, orders and deepens the load; null takes the whole relation. */
  readonly collection: CollectionPath | null;
  readonly where: readonly Said<QueryExpression>[];
  readonly orderBy: readonly Said<OrderKey>[];
  /** As many rows for each entity, the first in the order. */
  readonly limit: Said<number> | null;
  /** Null where nobody said: the session decides. */
  readonly strategy: LoadStrategy | null;
  readonly loads: readonly LoadRequest[];
};

/** A field of a selection, or an object of fields. */
export type Shape =
  | {
      readonly kind: "field";
      readonly expression: QueryExpression;
      /** What its values are kept as, where that is known. */
      readonly type: ColumnType | undefined;
    }
  | {
      readonly kind: "object";
      readonly fields: readonly (readonly [string, Shape])[];
      /** The row whose columns the fields are, where a whole one was asked for: they become its entity. */
      readonly row: Path | null;
    };

/** Rows put beside the rows of a query: along a relation, or where a condition holds. */
export type JoinState = {
  readonly type: JoinType;
  readonly variable: RowVariable;
  readonly on:
    | {
        readonly kind: "path";
        readonly collection: CollectionPath;
        /** Which of the rows of the relation. */
        readonly where: QueryExpression | null;
      }
    | { readonly kind: "condition"; readonly condition: QueryExpression };
  readonly origin: TextRange | undefined;
};

/** Queries whose rows are put together, or taken from each other. */
export type CompoundState = {
  readonly operator: CompoundOperator;
  readonly queries: readonly QueryState[];
};

export type QueryState = {
  readonly variable: RowVariable;
  readonly joins: readonly JoinState[];
  readonly compound: CompoundState | null;
  /** The words that name the entity. */
  readonly origin: TextRange | undefined;
  readonly where: readonly Said<QueryExpression>[];
  readonly orderBy: readonly Said<OrderKey>[];
  readonly groupBy: readonly Said<QueryExpression>[];
  readonly having: readonly Said<QueryExpression>[];
  /** What is asked for; null asks for entities. */
  readonly shape: Said<Shape> | null;
  readonly loads: readonly LoadRequest[];
  /** Columns that entities come without. */
  readonly deferred: ReadonlySet<ColumnModel>;
  readonly distinct: boolean;
  readonly limit: Said<number> | null;
  readonly offset: Said<number> | null;
};

/** The expressions directly within another, subqueries of their own apart. */
export const partsOf = (expression: QueryExpression): readonly QueryExpression[] => {
  switch (expression.kind) {
    case "column":
    case "value":
    case "constant":
    case "star":
    case "exists":
    case "aggregate":
    case "givenColumn":
    case "subquery":
    case "existsQuery":
      return [];
    case "comparison":
    case "arithmetic":
      return [expression.left, expression.right];
    case "concat":
    case "and":
    case "or":
      return expression.operands;
    case "not":
    case "isNull":
    case "inQuery":
    case "cast":
    case "datePart":
    case "dateStart":
    case "jsonGet":
    case "jsonLength":
      return [expression.operand];
    case "dateAdd":
      return [expression.operand, expression.amount];
    case "secondsBetween":
      return [expression.from, expression.to];
    case "like":
      return [expression.operand, expression.pattern];
    case "between":
      return [expression.operand, expression.low, expression.high];
    case "inList":
      return [expression.operand, ...expression.values];
    case "call":
      return expression.filter
        ? [...expression.arguments, expression.filter]
        : expression.arguments;
    case "window":
      return [
        expression.function,
        ...expression.partitionBy,
        ...expression.orderBy.map(key => key.expression),
      ];
    case "case":
      return [
        ...expression.branches.flatMap(({ when, then }) => [when, then]),
        ...(expression.otherwise ? [expression.otherwise] : []),
      ];
    case "raw":
      return expression.holes;
  }
};
