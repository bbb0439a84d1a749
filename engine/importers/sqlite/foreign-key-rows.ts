/** Finds rows with dangling foreign keys. */
import { type Diagnostic, warning } from "../../base/index.ts";
import type { EmbeddedDriver, SqlRow } from "../../drivers/index.ts";
import { foldedName } from "../../schema/index.ts";
import type { CatalogueForeignKey, CatalogueTable } from "./catalogue.ts";

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const checked = (database: EmbeddedDriver): readonly SqlRow[] => {
  try {
    return database.query(
      `SELECT "table", parent, count(DISTINCT rowid) FROM pragma_foreign_key_check GROUP BY 1, 2`,
    ).rows;
  } catch {
    // SQLite cannot check a foreign key to columns that are not unique.
    return [];
  }
};

const keyOf = ({ columns }: CatalogueTable): readonly string[] =>
  columns
    .filter(({ keyPlace }) => keyPlace > 0)
    .toSorted((a, b) => a.keyPlace - b.keyPlace)
    .map(({ name }) => name);

/** Whether the foreign key of a row has values that no row of the target has. */
const dangles = (
  table: string,
  target: CatalogueTable,
  { columns, targetColumns }: CatalogueForeignKey,
): string => {
  const names = targetColumns.length > 0 ? targetColumns : keyOf(target);
  const own = columns.map(name => `${quoted(table)}.${quoted(name)}`);
  const equal = own.map((column, index) => `target.${quoted(names[index] ?? "")} = ${column}`);
  const present = own.map(column => `${column} IS NOT NULL`);
  return `(${present.join(" AND ")} AND NOT EXISTS (SELECT 1 FROM ${quoted(target.name)} AS target WHERE ${equal.join(" AND ")}))`;
};

/** The check of SQLite does not identify rows of a table without row ids, so they are counted by a query. */
const counted = (
  database: EmbeddedDriver,
  tables: readonly CatalogueTable[],
  [name, parent]: SqlRow,
): number => {
  const named = (other: unknown) =>
    tables.find(table => foldedName(table.name) === foldedName(String(other)));
  const [table, target] = [named(name), named(parent)];
  if (!table || !target) return 0;
  const conditions = table.foreignKeys
    .filter(key => foldedName(key.target) === foldedName(target.name))
    .map(key => dangles(table.name, target, key));
  const text = `SELECT count(*) FROM ${quoted(table.name)} WHERE ${conditions.join(" OR ")}`;
  return Number(database.query(text).rows[0]?.[0]);
};

/** Counts the rows that reference a missing row, by table and target. */
export const danglingRows = (
  database: EmbeddedDriver,
  tables: readonly CatalogueTable[],
): readonly Diagnostic[] =>
  checked(database).map(row => {
    const [table, parent, rowIds] = row;
    const count = Number(rowIds) || counted(database, tables, row);
    const rows = count === 1 ? "1 row" : `${count} rows`;
    const message = `${rows} of "${table}" reference a row of "${parent}" that does not exist.`;
    return warning("dangling-rows", message);
  });
