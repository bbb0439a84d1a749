/** The script that drops what the create script creates. */
import type { ForeignKey, SchemaDocument, TableId, TableView } from "../schema/index.ts";
import { recordsOf, tableView } from "../schema/index.ts";
import type { DialectName } from "../sql/index.ts";
import type { Drafting } from "./ddl-dialect.ts";
import { silentDrafting } from "./ddl-dialect.ts";
import { ddlDialects } from "./dialects/index.ts";
import { named } from "./names.ts";
import { placeForeignKeys } from "./place-foreign-keys.ts";
import type { DdlStatement } from "./statement.ts";
import { supportedTables } from "./supported-tables.ts";

/** Foreign keys to a table that is dropped earlier than their own. */
export const keysInTheWay = (tables: readonly TableView[]): readonly ForeignKey[] => {
  const positions = new Map<TableId, number>(tables.map(({ table }, index) => [table.id, index]));
  return tables.flatMap((view, index) =>
    view.foreignKeys.filter(key => (positions.get(key.target) ?? -1) > index),
  );
};

const dropForeignKey = (drafting: Drafting, key: ForeignKey, name: string): DdlStatement => {
  const table = named(drafting, tableView(drafting.document, key.table).table.name);
  const text =
    drafting.dialect.sql.name === "mysql"
      ? `ALTER TABLE ${table} DROP FOREIGN KEY ${named(drafting, name)}`
      : `ALTER TABLE IF EXISTS ${table} DROP CONSTRAINT IF EXISTS ${named(drafting, name)}`;
  return { text, table: key.table, kind: "drop foreign key" };
};

const dropKeysInTheWay = (drafting: Drafting, tables: readonly TableView[]) => {
  const placed = placeForeignKeys(drafting, tables);
  const names = drafting.dialect.constraintNames(drafting.document, tables, placed);
  return keysInTheWay(tables).map(key => dropForeignKey(drafting, key, names.get(key.id) ?? ""));
};

const dropTypes = (drafting: Drafting): readonly DdlStatement[] =>
  drafting.dialect.enums === "type"
    ? recordsOf(drafting.document, "enum").map(({ name }) => ({
        text: `DROP TYPE IF EXISTS ${named(drafting, name)}`,
        table: null,
        kind: "drop type",
      }))
    : [];

/** SQLite deletes the rows of a dropped table, which foreign keys would reject or cascade. */
const withoutChecks = (statements: readonly DdlStatement[]): readonly DdlStatement[] => [
  { text: "PRAGMA foreign_keys = OFF", table: null, kind: "setting" },
  ...statements,
  { text: "PRAGMA foreign_keys = ON", table: null, kind: "setting" },
];

/**
 * The statements that drop the tables of `document`, each before those that it refers to, and its types.
 * A table that does not exist is skipped; a foreign key of a cycle in MySQL must exist.
 */
export const dropScript = (
  document: SchemaDocument,
  name: DialectName,
): readonly DdlStatement[] => {
  const drafting = silentDrafting(document, ddlDialects[name]);
  const tables = supportedTables(drafting);
  const drops = tables.toReversed().map(
    ({ table }): DdlStatement => ({
      text: `DROP TABLE IF EXISTS ${named(drafting, table.name)}`,
      table: table.id,
      kind: "drop table",
    }),
  );
  if (name === "sqlite") {
    return tables.some(view => view.foreignKeys.length > 0) ? withoutChecks(drops) : drops;
  }
  return [...dropKeysInTheWay(drafting, tables), ...drops, ...dropTypes(drafting)];
};
