/** The fields of every node of the SQL tree. */
import { type FieldsOf, fieldLists } from "./fields.ts";
import type { ParameterValue } from "./operators.ts";
import { sharedFields } from "./shared-kinds.ts";
import type { AnyNode, Query } from "./tree.ts";

type SqlRoles = {
  readonly data: Exclude<ParameterValue, null>;
  readonly node: AnyNode;
  readonly query: Query;
};

/** A forgotten kind or field does not compile. */
type TreeFields = {
  readonly [Kind in AnyNode["kind"]]: FieldsOf<Extract<AnyNode, { kind: Kind }>, SqlRoles>;
};

const orderTerm = {
  expression: "node",
  descending: "data",
  nulls: "data",
  isEnum: "data",
} as const;
const item = { expression: "node", alias: "data" } as const;
const assignment = { column: "data", value: "node" } as const;
const commonTable = { name: "data", columns: "data", query: "node", recursive: "data" } as const;
const node = { body: "node" } as const;
const order = { body: orderTerm } as const;

const treeFields: TreeFields = {
  ...sharedFields,
  column: { source: "data", name: "data", type: "data" },
  givenColumn: { name: "data" },
  parameter: { value: "data", type: "data", repeats: "data" },
  tuple: { items: "node" },
  exists: { query: "node", negated: "data" },
  window: {
    function: "node",
    partitionBy: "node",
    orderBy: orderTerm,
    frame: { unit: "data", start: "data", end: "data" },
  },
  jsonRows: { query: "node", values: { expression: "node", form: "data" }, single: "data" },
  select: {
    with: commonTable,
    distinct: "data",
    items: item,
    from: "node",
    joins: "node",
    where: node,
    groupBy: node,
    having: node,
    orderBy: order,
    limit: node,
    offset: node,
  },
  compound: {
    with: commonTable,
    operator: "data",
    queries: "node",
    orderBy: order,
    limit: node,
    offset: node,
  },
  insert: {
    table: "data",
    alias: "data",
    columns: "data",
    rows: "node",
    onConflict: { columns: "data", condition: "node", assignments: assignment, where: "node" },
    returning: item,
  },
  update: {
    table: "data",
    alias: "data",
    assignments: assignment,
    key: "data",
    from: "node",
    where: "node",
    returning: item,
  },
  delete: { table: "data", alias: "data", where: "node", returning: item },
  rawStatement: { texts: "data", holes: "node" },
  tableSource: { name: "data", alias: "data" },
  querySource: { query: "node", alias: "data" },
  join: { type: "data", source: "node", on: "node" },
};

export const treeLists = fieldLists<AnyNode["kind"]>(treeFields);
