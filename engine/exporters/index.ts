/** Exporters write a document in other languages. */
export { django } from "./django/index.ts";
export type {
  ExportedFile,
  Exporter,
  ExporterGroup,
  ExportOption,
  OptionValues,
} from "./exporter.ts";
export { type Feature, type FeatureSupport, features, type Support } from "./features.ts";
export { peewee } from "./peewee/index.ts";
export { exporters } from "./registry.ts";
export { limitToTables } from "./selection.ts";
export { mysqlScript, postgresScript, sqliteScript } from "./sql.ts";
export { sqlalchemy } from "./sqlalchemy/index.ts";
export { sqlmodel } from "./sqlmodel/index.ts";
export { tortoise } from "./tortoise/index.ts";
