/** Readers of other formats into documents, with rows where the format has them. */
export type { Imported, Importer, ImportTools } from "./importer.ts";
export { importers } from "./registry.ts";
export { sqliteFile } from "./sqlite-file.ts";
export { sqliteSql } from "./sqlite-sql.ts";
