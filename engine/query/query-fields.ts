/** The fields of everything that a query consists of. A forgotten kind or field does not compile. */
import type { ColumnType } from "../schema/index.ts";
import { type FieldsOf, fieldLists, type ParameterValue, sharedFields } from "../sql/index.ts";
import type {
  CollectionPath,
  CommonTableState,
  Derived,
  JoinCondition,
  LoadRequest,
  Path,
  Projection,
  QueryExpression,
  QueryState,
  RowVariable,
  Sourced,
} from "./expression.ts";
import type { ColumnModel, EntityModel, RelationModel } from "./model.ts";

/** Parts of a query that have a kind but are no expressions. */
type QueryPart = Projection | JoinCondition | Derived;

/** Everything that has a kind. */
export type QueryNode = QueryExpression | QueryPart;

/** The types that walks stop at. */
export type QueryRoles = {
  readonly data: string | number | boolean;
  /** A parameter. */
  readonly value: Exclude<ParameterValue, null>;
  /** A limit or an offset, which becomes a parameter. */
  readonly count: Sourced<number>;
  readonly node: QueryExpression;
  /** An expression over the rows of a relation, not over the rows of the query. */
  readonly related: QueryExpression;
  readonly part: QueryPart;
  readonly query: QueryState;
  readonly load: LoadRequest;
  readonly path: Path;
  readonly collection: CollectionPath;
  readonly row: RowVariable;
  readonly table: CommonTableState;
  readonly entity: EntityModel;
  readonly relation: RelationModel;
  readonly column: ColumnModel;
  readonly type: ColumnType;
};

type NodeFields = {
  readonly [Kind in QueryNode["kind"]]: FieldsOf<Extract<QueryNode, { kind: Kind }>, QueryRoles>;
};

const orderKey = { expression: "node", descending: "data", nulls: "data" } as const;
const sourcedNode = { value: "node" } as const;
const sourcedKey = { value: orderKey } as const;

const nodeFields: NodeFields = {
  ...sharedFields,
  column: { path: "path", column: "column" },
  value: { value: "value", type: "data" },
  givenColumn: { column: "column" },
  window: {
    function: "node",
    partitionBy: "node",
    orderBy: orderKey,
    frame: { unit: "data", start: "data", end: "data" },
  },
  existsQuery: { query: "query", negated: "data" },
  exists: { collection: "collection", condition: "related", negated: "data" },
  aggregate: { name: "data", collection: "collection", of: "related", condition: "related" },
  field: { expression: "node", type: "type" },
  object: { fields: { name: "data", value: "part" }, row: "path" },
  relation: { collection: "collection", where: "node" },
  condition: { condition: "node" },
  derivedTable: { query: "query" },
  commonTable: { table: "table" },
  result: {},
  noTable: {},
};

export const nodeLists = fieldLists<QueryNode["kind"]>(nodeFields);

/** The fields of records that have a role. */
type RecordRole = "query" | "load" | "path" | "collection" | "row" | "table";

const recordFields: { readonly [Role in RecordRole]: FieldsOf<QueryRoles[Role], QueryRoles> } = {
  query: {
    variable: "row",
    joins: { type: "data", variable: "row", on: "part" },
    compound: { operator: "data", queries: "query" },
    where: sourcedNode,
    orderBy: sourcedKey,
    groupBy: sourcedNode,
    having: sourcedNode,
    projection: { value: "part" },
    loads: "load",
    deferred: "column",
    distinct: "data",
    limit: "count",
    offset: "count",
  },
  load: {
    relation: "relation",
    collection: "collection",
    where: sourcedNode,
    orderBy: sourcedKey,
    limit: "count",
    offset: "count",
    strategy: "data",
    loads: "load",
  },
  path: { variable: "row", relations: "relation" },
  collection: { from: "path", relation: "relation", variable: "row" },
  row: { entity: "entity", derived: "part", optional: "data" },
  table: { name: "data", recursive: "data", query: "query" },
};

export const recordLists = fieldLists<RecordRole>(recordFields);
