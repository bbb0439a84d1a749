/** What a browser loads of each peer, minified and gzipped. */
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const entries = {
  stele: `
    export { loadSqlJs, openSqlJs } from "../engine/drivers/index.ts";
    export { queryFunctions } from "../engine/query/index.ts";
    export { openDatabase } from "../engine/session/index.ts";`,
  drizzle: `
    export { drizzle } from "drizzle-orm/sql-js";
    export { integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
    export { and, count, desc, eq, gt, relations, sql, sum } from "drizzle-orm";`,
  kysely: `
    export { Kysely, sql } from "kysely";
    export { SqlJsDialect } from "./peers/kysely-dialect.mjs";`,
};

for (const [name, contents] of Object.entries(entries)) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  const kilobytes = gzipSync(outputFiles[0].contents, { level: 9 }).length / 1024;
  console.log(`${name.padEnd(10)} ${kilobytes.toFixed(1).padStart(6)} KB`);
}
