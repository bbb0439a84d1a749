/** Importers read other formats into documents, with rows where the format has them. */
export type { Imported, Importer, ImportSource, ImportTools } from "./importer.ts";
export { documentOfModels, type ModelsDescription, modelsDescription } from "./models/index.ts";
export { type Detection, detectImporter, importers } from "./registry.ts";
export { readFileHeader as readSqliteHeader } from "./sqlite/file-header.ts";
export { sqliteFile } from "./sqlite-file.ts";
export { sqliteSql } from "./sqlite-sql.ts";
export { withoutParentheses } from "./without-parentheses.ts";
