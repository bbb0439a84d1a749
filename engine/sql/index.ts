/** SQL as a tree, and its printers for each dialect. */

export { aggregates } from "./aggregates.ts";
export { mysql } from "./dialects/mysql.ts";
export { postgres } from "./dialects/postgres.ts";
export { sqlite } from "./dialects/sqlite.ts";
export { dialectOf, dialects } from "./dialects.ts";
export {
  type Field,
  type FieldsOf,
  fieldList,
  fieldLists,
  fieldValue,
  mapFields,
  sameFields,
  visitFields,
} from "./fields.ts";
export { type IdentifierRules, quoteIdentifier } from "./identifiers.ts";
export * from "./operators.ts";
export type { Dialect, DialectName } from "./printing.ts";
export { type Printed, print, UnsupportedSql } from "./printing.ts";
export { type SharedKind, type SharedParts, sharedFields, sharedLists } from "./shared-kinds.ts";
export { tablesIn } from "./tables-in.ts";
export * from "./tree.ts";
export { itemsUnderTableName } from "./under-table-name.ts";
export { childrenOf, mapChildren, nodesIn, replaceIn, sameNode } from "./walk.ts";
