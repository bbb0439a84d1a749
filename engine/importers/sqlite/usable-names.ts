/** Names tables and columns that a database can have without a name, but a design cannot. */
import { type Diagnostic, error, warning } from "../../base/index.ts";
import type { EmbeddedDriver } from "../../drivers/index.ts";
import { freeName, isUsableName } from "../../schema/index.ts";

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const namesIn = (
  database: EmbeddedDriver,
  text: string,
  parameters: readonly string[] = [],
): readonly string[] => database.query(text, parameters).rows.map(([name]) => String(name));

const TABLES = `SELECT s.name FROM sqlite_schema AS s
  JOIN pragma_table_list AS l ON l.schema = 'main' AND l.type = 'table' AND l.name = s.name
  WHERE s.type = 'table' ORDER BY s.rowid`;

const tablesOf = (database: EmbeddedDriver): readonly string[] => namesIn(database, TABLES);

const columnsOf = (database: EmbeddedDriver, table: string): readonly string[] =>
  namesIn(database, "SELECT name FROM pragma_table_xinfo(?)", [table]);

/** SQLite renames nothing that a broken view or trigger mentions; a design has neither. */
const dropCode = (database: EmbeddedDriver): void => {
  const { rows } = database.query(
    `SELECT 'main', type, name FROM sqlite_schema WHERE type IN ('view', 'trigger')
     UNION ALL SELECT 'temp', type, name FROM sqlite_temp_schema WHERE type IN ('view', 'trigger')`,
  );
  for (const [schema, type, name] of rows) {
    database.query(`DROP ${type} IF EXISTS ${schema}.${quoted(String(name))}`);
  }
};

/** A name that was missing, and its place in the order of tables or columns. */
type Missing = { readonly table: string; readonly column: string | null; readonly place: number };

const missingNames = (database: EmbeddedDriver): readonly Missing[] =>
  tablesOf(database).flatMap((table, index): readonly Missing[] => [
    ...columnsOf(database, table).flatMap((column, place) =>
      isUsableName(column) ? [] : [{ table, column, place: place + 1 }],
    ),
    ...(isUsableName(table) ? [] : [{ table, column: null, place: index + 1 }]),
  ]);

const nameColumn = (database: EmbeddedDriver, { table, column, place }: Missing): Diagnostic => {
  const name = freeName(`column_${place}`, columnsOf(database, table));
  database.query(
    `ALTER TABLE ${quoted(table)} RENAME COLUMN ${quoted(column ?? "")} TO ${quoted(name)}`,
  );
  const message = `Column ${place} of "${table}" has no name; it is imported as "${name}".`;
  return warning("name-missing", message);
};

const nameTable = (database: EmbeddedDriver, { table, place }: Missing): Diagnostic => {
  const name = freeName(`table_${place}`, tablesOf(database));
  database.query(`ALTER TABLE ${quoted(table)} RENAME TO ${quoted(name)}`);
  return warning("name-missing", `A table has no name; it is imported as "${name}".`);
};

/** Names every table and column. What cannot be renamed is left out by the catalogue, and reported. */
export const nameUnnamed = (database: EmbeddedDriver): readonly Diagnostic[] => {
  const missing = missingNames(database);
  if (missing.length > 0) dropCode(database);
  return missing.map(one => {
    try {
      return one.column === null ? nameTable(database, one) : nameColumn(database, one);
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      const message = `The table "${one.table}" is left out: it or a column has no name. SQLite reports: ${reason}`;
      return error("name-missing", message, { hint: "Rename it in the original database." });
    }
  });
};
