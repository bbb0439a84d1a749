/** Exporters write a document in other languages. */
export type { ExportedFile, Exporter } from "./exporter.ts";
export { exporters } from "./registry.ts";
export { mysqlScript, postgresScript, sqliteScript } from "./sql.ts";
export { sqlalchemy } from "./sqlalchemy/index.ts";
