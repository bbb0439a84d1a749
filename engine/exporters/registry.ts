/** All exporters, in the order of the menu. */
import type { Exporter } from "./exporter.ts";
import { peewee } from "./peewee/index.ts";
import { mysqlScript, postgresScript, sqliteScript } from "./sql.ts";
import { sqlalchemy } from "./sqlalchemy/index.ts";

export const exporters: readonly Exporter[] = [
  sqlalchemy,
  peewee,
  sqliteScript,
  postgresScript,
  mysqlScript,
];
