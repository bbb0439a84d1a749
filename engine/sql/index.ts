/** SQL as a tree, and its printing for each database. */

export { aggregates } from "./aggregates.ts";
export { mysql } from "./dialects/mysql.ts";
export { postgres } from "./dialects/postgres.ts";
export { sqlite } from "./dialects/sqlite.ts";
export { dialectOf, dialects } from "./dialects.ts";
export { type IdentifierRules, quoteIdentifier } from "./identifiers.ts";
export type { Dialect, DialectName } from "./printing.ts";
export { type Printed, print, UnsupportedSql } from "./printing.ts";
export { replaceIn } from "./replace-in.ts";
export { sameNode } from "./same-node.ts";
export { tablesIn } from "./tables-in.ts";
export * from "./tree.ts";
export { underTableName } from "./under-table-name.ts";
