/** Exporters of CREATE scripts, one for each database. */
import { report } from "../base/index.ts";
import { createScript, printScript } from "../ddl/index.ts";
import { type DialectName, dialectOf } from "../sql/index.ts";
import type { Exporter } from "./exporter.ts";

const scriptFor = (name: DialectName): Exporter => ({
  id: name,
  label: dialectOf(name).label,
  group: "SQL",
  language: "sql",
  options: [],
  support: null,
  export(document) {
    const { value, diagnostics } = createScript(document, name);
    return report([{ name: `${name}.sql`, ...printScript(value) }], diagnostics);
  },
});

export const sqliteScript = scriptFor("sqlite");
export const postgresScript = scriptFor("postgres");
export const mysqlScript = scriptFor("mysql");
