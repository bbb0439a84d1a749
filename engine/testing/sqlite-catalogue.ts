/** The catalog of an SQLite database, sorted. */
import type { EmbeddedDriver, SqlRow } from "../drivers/index.ts";

const sorted = (rows: readonly SqlRow[]): readonly string[] =>
  rows.map(row => JSON.stringify(row)).toSorted();

const CHECK = /CHECK \(/g;

/** The text from a parenthesis to the one that closes it. */
const enclosed = (sql: string, start: number): string => {
  let depth = 1;
  let end = start;
  while (depth > 0 && end < sql.length) {
    if (sql[end] === "(") depth += 1;
    if (sql[end] === ")") depth -= 1;
    end += 1;
  }
  return sql.slice(start, end).replaceAll('"', "");
};

const checksIn = (sql: string): readonly string[] =>
  [...sql.matchAll(CHECK)].map(match => enclosed(sql, match.index + match[0].length)).toSorted();

const KEYS = `SELECT id, "table", group_concat("from" || '>' || "to"), on_delete, on_update
  FROM pragma_foreign_key_list(?) GROUP BY id`;

const INDEXES = `SELECT CASE l.origin WHEN 'c' THEN l.name END, l."unique", l.origin, l.partial, replace(s.sql, '"', ''),
    (SELECT group_concat(coalesce(name, '?') || desc) FROM pragma_index_xinfo(l.name) WHERE key)
  FROM pragma_index_list(?) l LEFT JOIN sqlite_schema s ON s.name = l.name AND s.type = 'index'`;

const COLUMNS = `SELECT name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(?)`;

/** Tables with their columns, keys, indexes and checks; equal for databases that are alike but for the order of columns. */
export const sqliteCatalogue = (database: EmbeddedDriver): Readonly<Record<string, unknown>> => {
  const tables = database.query(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  ).rows;
  const query = (text: string, table: string) => database.query(text, [table]).rows;
  return Object.fromEntries(
    tables.map(([name, sql]) => {
      const table = String(name);
      const described = {
        columns: sorted(query(COLUMNS, table)),
        keys: sorted(query(KEYS, table).map(([, ...rest]) => rest)),
        indexes: sorted(query(INDEXES, table)),
        checks: checksIn(String(sql)),
        numbers: String(sql).includes("AUTOINCREMENT"),
      };
      return [table, described];
    }),
  );
};
