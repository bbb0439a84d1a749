/** All exporters, in the order of the menu. */
import type { Exporter } from "./exporter.ts";
import { mysqlScript, postgresScript, sqliteScript } from "./sql.ts";
import { sqlalchemy } from "./sqlalchemy/index.ts";

export const exporters: readonly Exporter[] = [
  sqlalchemy,
  sqliteScript,
  postgresScript,
  mysqlScript,
];
