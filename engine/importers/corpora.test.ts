/** Real schemas, where they are available: the import matches the catalogue of SQLite. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { isError } from "../base/index.ts";
import {
  type ColumnId,
  columnOf,
  recordsOf,
  type SchemaDocument,
  type TableView,
  tableView,
  tableViews,
} from "../schema/index.ts";
import { importTools } from "../testing/import-tools.ts";
import { sqliteFile, sqliteSql } from "./index.ts";

const folder = fileURLToPath(new URL("../../../shared/corpora/", import.meta.url));
const isThere = existsSync(folder);
if (!isThere) console.warn("Skipped: the real schemas are not available.");

const listed = (path: string): readonly string[] => (isThere ? readdirSync(folder + path) : []);
const tools = importTools();

type TruthForeignKey = {
  readonly refTable: string;
  readonly columns: readonly string[];
  readonly refColumns: readonly (string | null)[];
  readonly onUpdate: string;
  readonly onDelete: string;
};
type TruthTable = {
  readonly name: string;
  readonly columns: readonly {
    readonly name: string;
    readonly notNull: boolean;
    readonly pk: number;
    readonly hidden: number;
  }[];
  readonly primaryKey: readonly string[];
  readonly uniques: readonly (readonly string[])[];
  readonly foreignKeys: readonly TruthForeignKey[];
  readonly indexes: readonly {
    readonly name: string;
    readonly unique: boolean;
    readonly partial: boolean;
    readonly columns: readonly (string | null)[];
  }[];
  readonly autoIncrement: boolean;
};

const byText = (items: readonly unknown[]): readonly string[] =>
  items.map(item => JSON.stringify(item).toLowerCase()).sort();

const expectedTable = (table: TruthTable, tables: ReadonlySet<string>) => ({
  name: table.name,
  columns: table.columns.map(({ name, notNull, pk }) => ({ name, notNull: notNull || pk > 0 })),
  primaryKey: table.primaryKey,
  uniques: byText(table.uniques),
  foreignKeys: byText(
    table.foreignKeys
      .filter(key => tables.has(key.refTable.toLowerCase()))
      .map(({ refTable, columns, onUpdate, onDelete }) => [refTable, columns, onUpdate, onDelete]),
  ),
  indexes: byText(
    table.indexes.map(({ name, unique, partial, columns }) => [name, unique, partial, columns]),
  ),
  autoIncrement: table.autoIncrement,
});

const importedTable = (document: SchemaDocument, view: TableView) => {
  const names = (ids: readonly ColumnId[]) => ids.map(id => columnOf(document, id).name);
  const [identity] = view.columns.flatMap(({ generated }) =>
    generated?.kind === "identity" ? [generated] : [],
  );
  return {
    name: view.table.name,
    columns: view.columns.map(({ name, nullable }) => ({ name, notNull: !nullable })),
    primaryKey: names(view.primaryKey?.columns ?? []),
    uniques: byText(view.uniqueKeys.map(key => names(key.columns))),
    foreignKeys: byText(
      view.foreignKeys.map(key => [
        tableView(document, key.target).table.name,
        names(key.columns),
        key.onUpdate,
        key.onDelete,
      ]),
    ),
    indexes: byText(
      view.indexes.map(({ name, unique, where, parts }) => [
        name,
        unique,
        where !== null,
        parts.map(part => (part.kind === "column" ? columnOf(document, part.column).name : null)),
      ]),
    ),
    autoIncrement: identity?.strict ?? false,
  };
};

describe.skipIf(!isThere)("real scripts for SQLite", () => {
  it.each(listed("sql/sqlite"))("%s is read as SQLite reads it", async file => {
    const text = readFileSync(`${folder}sql/sqlite/${file}`, "utf8");
    const { value } = await sqliteSql.import({ name: file, bytes: null, text }, tools);
    const path = `${folder}truth/sqlite/${file.replace(".sql", ".json")}`;
    const truth: { readonly tables: readonly TruthTable[] } = JSON.parse(
      readFileSync(path, "utf8"),
    );
    const names = new Set(truth.tables.map(({ name }) => name.toLowerCase()));
    const sorted = <Item extends { readonly name: string }>(items: readonly Item[]) =>
      items.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const views = tableViews(value.document);
    expect(sorted(views.map(view => importedTable(value.document, view)))).toEqual(
      sorted(truth.tables.map(table => expectedTable(table, names))),
    );
    value.database?.close();
  });
});

describe.skipIf(!isThere)("real database files", () => {
  it.each(listed("sqlite-files"))("%s is read completely, with its rows", async file => {
    const bytes = new Uint8Array(readFileSync(`${folder}sqlite-files/${file}`));
    const source = { name: file, bytes, text: null };
    const { value, diagnostics } = await sqliteFile.import(source, tools);
    expect(diagnostics.filter(isError)).toEqual([]);
    expect(recordsOf(value.document, "foreignKey").length).toBeGreaterThan(0);
    value.database?.close();
  });
});

describe.skipIf(!isThere)("scripts for other databases", () => {
  const files = ["postgres", "mysql"].flatMap(dialect =>
    listed(`sql/${dialect}`).map(file => `${dialect}/${file}`),
  );
  it.each(files)("%s is read as far as possible, and the rest is reported", async file => {
    const text = readFileSync(`${folder}sql/${file}`, "utf8");
    const { value, diagnostics } = await sqliteSql.import({ name: file, bytes: null, text }, tools);
    for (const { range } of diagnostics) {
      if (range) expect(text.slice(range.start, range.end).trim()).not.toBe("");
    }
    if (diagnostics.some(isError)) expect(diagnostics[0]?.code).toBe("other-dialect");
    value.database?.close();
  });
});
