/** All exporters, in the order of the menu. */
import { django } from "./django/index.ts";
import type { Exporter } from "./exporter.ts";
import { peewee } from "./peewee/index.ts";
import { mysqlScript, postgresScript, sqliteScript } from "./sql.ts";
import { sqlalchemy } from "./sqlalchemy/index.ts";
import { sqlmodel } from "./sqlmodel/index.ts";
import { tortoise } from "./tortoise/index.ts";

export const exporters: readonly Exporter[] = [
  sqlalchemy,
  sqlmodel,
  django,
  tortoise,
  peewee,
  sqliteScript,
  postgresScript,
  mysqlScript,
];
