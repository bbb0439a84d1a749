/** Copies a database whose texts are UTF-16. Only databases of one encoding can be attached to each other. */
import type { EmbeddedDriver, SqlValue } from "../../drivers/index.ts";

/** A value needs two columns of a result, of which SQLite allows 2,000. */
const MOST_COLUMNS = 1_000;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** An integer is read as text, because a number could round it. */
const read = (column: string): string =>
  `typeof(${column}), CASE typeof(${column}) WHEN 'integer' THEN CAST(${column} AS TEXT) ELSE ${column} END`;

const written = (_: string, index: number): string => {
  const [type, value] = [`?${2 * index + 1}`, `?${2 * index + 2}`];
  return `CASE ${type} WHEN 'integer' THEN CAST(${value} AS INTEGER) WHEN 'real' THEN CAST(${value} AS REAL) ELSE ${value} END`;
};

const copyRows = (from: EmbeddedDriver, to: EmbeddedDriver, table: string): void => {
  const { rows } = from.query("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0", [table]);
  const columns = rows.map(([name]) => quoted(String(name)));
  if (columns.length > MOST_COLUMNS) {
    throw new Error(`the table "${table}" has more than ${MOST_COLUMNS} columns and uses UTF-16`);
  }
  const insert = `INSERT INTO ${quoted(table)} (${columns.join(", ")}) VALUES (${columns.map(written).join(", ")})`;
  from.visit(`SELECT ${columns.map(read).join(", ")} FROM ${quoted(table)}`, [], {
    visit: (values, start, end) => void to.query(insert, values.slice(start, end)),
    keepsLists: false,
  });
};

const isPlainTable = (type: SqlValue | undefined, name: string, text: string): boolean =>
  type === "table" && !name.startsWith("sqlite_") && !/^create\s+virtual\b/i.test(text);

/** Whether the database can be attached to a row store. */
export const isUtf8 = (database: EmbeddedDriver): boolean =>
  database.query("PRAGMA encoding").rows[0]?.[0] === "UTF-8";

/**
 * Copies tables, rows and indexes into the empty database `to`. Virtual tables, views and triggers are left out.
 * @throws Error for a table that is too wide
 */
export const copyAsUtf8 = (from: EmbeddedDriver, to: EmbeddedDriver): void => {
  to.query("PRAGMA foreign_keys = OFF");
  to.transaction(() => {
    const { rows } = from.query("SELECT type, name, sql FROM sqlite_schema ORDER BY rowid");
    const objects = rows.map(([type, name, text]) => ({
      type,
      name: String(name),
      text: String(text ?? ""),
    }));
    for (const { type, name, text } of objects) {
      if (!isPlainTable(type, name, text)) continue;
      to.query(text);
      copyRows(from, to, name);
    }
    for (const { type, text } of objects) if (type === "index" && text !== "") to.query(text);
  });
  to.query("PRAGMA foreign_keys = ON");
};
