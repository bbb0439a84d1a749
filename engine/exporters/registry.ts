/** All exporters, one line each, in the order in which they are offered. */
import type { Exporter } from "./exporter.ts";
import { mysqlScript, postgresScript, sqliteScript } from "./sql.ts";
import { sqlalchemy } from "./sqlalchemy/index.ts";

export const exporters: readonly Exporter[] = [
  sqlalchemy,
  sqliteScript,
  postgresScript,
  mysqlScript,
];
