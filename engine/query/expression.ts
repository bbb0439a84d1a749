/** The object query as a tree: plain nodes over relation paths, before relations become joins. */
import type { TextRange } from "../base/index.ts";
import type { ColumnType } from "../schema/index.ts";
import type {
  CompoundOperator,
  JoinType,
  ParameterType,
  ParameterValue,
  SharedKind,
  SharedParts,
  WindowFrame,
} from "../sql/index.ts";
import type { ColumnModel, EntityModel, RelationModel } from "./model.ts";

/** One row of a query: the `u` of `u => u.name`. */
export type RowVariable = {
  readonly entity: EntityModel;
  /** Where its rows come from, if not from the table of the entity. */
  readonly derived?: Derived;
  /** Whether the row may be missing: it is on the right of a left join. */
  readonly optional?: boolean;
};

/** A query used like a table. `result` is the result of the query itself. */
export type Derived =
  | { readonly kind: "derivedTable"; readonly query: QueryState }
  | { readonly kind: "commonTable"; readonly table: CommonTableState }
  | { readonly kind: "result" }
  /** One row without columns: the query has no FROM clause. */
  | { readonly kind: "noTable" };

/** A common table expression. The query of a recursive one refers to the table itself. */
export type CommonTableState = {
  readonly name: string;
  readonly recursive: boolean;
  readonly query: QueryState;
};

/** A row and the to-one relations to follow from it, possibly none. */
export type Path = {
  readonly variable: RowVariable;
  readonly relations: readonly RelationModel[];
};

/** The rows of a to-many relation. */
export type CollectionPath = {
  readonly from: Path;
  readonly relation: RelationModel;
  /** One of its rows, in conditions. */
  readonly variable: RowVariable;
};

type Node<Kind extends string, Parts> = Readonly<Parts> & {
  readonly kind: Kind;
  readonly origin: TextRange | undefined;
};

/** The types that the shared kinds refer to in this tree. */
interface QueryTree {
  readonly expression: QueryExpression;
  readonly query: QueryState;
}

type ExpressionParts = SharedParts<QueryTree> & {
  column: { path: Path; column: ColumnModel };
  /** A parameter; `type` is set where a database would infer another one. */
  value: { value: ParameterValue; type?: ParameterType | undefined };
  /** A column of the row that an upsert tries to insert. */
  givenColumn: { column: ColumnModel };
  window: {
    function: QueryExpression;
    partitionBy: readonly QueryExpression[];
    orderBy: readonly OrderKey[];
    frame: WindowFrame | null;
  };
  /** Whether a query has rows. */
  existsQuery: { query: QueryState; negated: boolean };
  /** Whether a row of a relation meets the condition. */
  exists: { collection: CollectionPath; condition: QueryExpression | null; negated: boolean };
  /** An aggregate over the rows of a relation. */
  aggregate: {
    name: string;
    collection: CollectionPath;
    of: QueryExpression | null;
    condition: QueryExpression | null;
  };
};

export type ExpressionKind = keyof ExpressionParts;
/** The node of a kind, or the union of those of several kinds. */
export type NodeOf<Kind extends ExpressionKind> = {
  [K in Kind]: Node<K, ExpressionParts[K]>;
}[Kind];
export type QueryExpression = NodeOf<ExpressionKind>;
export type SharedExpression = NodeOf<SharedKind>;

/** A part of a query and the place in the user's code that it comes from. */
export type Sourced<Value> = { readonly value: Value; readonly origin: TextRange | undefined };

export type OrderKey = {
  readonly expression: QueryExpression;
  readonly descending: boolean;
  readonly nulls: "first" | "last" | null;
};

/** The loading strategies, as they are named in `with`. */
export const loadStrategies = ["select-in", "join", "subquery", "json", "forbid"] as const;

export type LoadStrategy = (typeof loadStrategies)[number];

/** A relation to load together with its entities. */
export type LoadRequest = {
  readonly relation: RelationModel;
  readonly origin: TextRange | undefined;
  /** The rows that `where` and `orderBy` refer to; null loads the whole relation. */
  readonly collection: CollectionPath | null;
  readonly where: readonly Sourced<QueryExpression>[];
  readonly orderBy: readonly Sourced<OrderKey>[];
  /** The number of rows per entity, the first in the order after those of `offset`. */
  readonly limit: Sourced<number> | null;
  /** The number of rows that are left out per entity. */
  readonly offset: Sourced<number> | null;
  /** Null leaves the choice to the session. */
  readonly strategy: LoadStrategy | null;
  readonly loads: readonly LoadRequest[];
};

/** The result of a selection: one value, or an object of named values. */
export type Projection =
  | {
      readonly kind: "field";
      readonly expression: QueryExpression;
      /** The type of its values, if it is known. */
      readonly type: ColumnType | undefined;
    }
  | {
      readonly kind: "object";
      readonly fields: readonly ProjectedField[];
      /** Set if a whole row was selected: the fields are its columns, and the result is its entity. */
      readonly row: Path | null;
    };

export type ProjectedField = { readonly name: string; readonly value: Projection };

/** Rows joined to those of a query. */
export type JoinState = {
  readonly type: JoinType;
  readonly variable: RowVariable;
  readonly on: JoinCondition;
  readonly origin: TextRange | undefined;
};

export type JoinCondition =
  | {
      readonly kind: "relation";
      readonly collection: CollectionPath;
      /** An additional condition on the rows of the relation. */
      readonly where: QueryExpression | null;
    }
  | { readonly kind: "condition"; readonly condition: QueryExpression };

export type CompoundState = {
  readonly operator: CompoundOperator;
  readonly queries: readonly QueryState[];
};

export type QueryState = {
  readonly variable: RowVariable;
  readonly joins: readonly JoinState[];
  readonly compound: CompoundState | null;
  /** Where the query names its entity. */
  readonly origin: TextRange | undefined;
  readonly where: readonly Sourced<QueryExpression>[];
  readonly orderBy: readonly Sourced<OrderKey>[];
  readonly groupBy: readonly Sourced<QueryExpression>[];
  readonly having: readonly Sourced<QueryExpression>[];
  /** Null selects entities. */
  readonly projection: Sourced<Projection> | null;
  readonly loads: readonly LoadRequest[];
  /** Columns that are not loaded with the entities. */
  readonly deferred: readonly ColumnModel[];
  readonly distinct: boolean;
  readonly limit: Sourced<number> | null;
  readonly offset: Sourced<number> | null;
};
