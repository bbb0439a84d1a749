/** All importers, one line each. */
import type { Importer } from "./importer.ts";
import { sqliteFile } from "./sqlite-file.ts";
import { sqliteSql } from "./sqlite-sql.ts";

export const importers: readonly Importer[] = [sqliteSql, sqliteFile];
