/** Importers read other formats into documents, with rows where the format has them. */
export type { Imported, Importer, ImportSource, ImportTools } from "./importer.ts";
export {
  documentOfModels,
  importedLibrary,
  looksLikePython,
  type ModelsDescription,
  modelLibraryLabels,
  modelsDescription,
  pythonPathRole,
  type RecognizedModels,
  recognizeModels,
} from "./models/index.ts";
export {
  type Detection,
  detectImporter,
  type Format,
  importers,
  pythonModels,
} from "./registry.ts";
export { readFileHeader as readSqliteHeader } from "./sqlite/file-header.ts";
export { sqliteFile } from "./sqlite-file.ts";
export { sqliteSql } from "./sqlite-sql.ts";
export { withoutParentheses } from "./without-parentheses.ts";
