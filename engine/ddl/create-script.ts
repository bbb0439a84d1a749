/** The script that makes a document's tables in a database. */
import { type Diagnostic, error, info, type Report, report } from "../base/index.ts";
import {
  type ForeignKey,
  freeName,
  recordsOf,
  type SchemaDocument,
  type TableView,
  tableView,
} from "../schema/index.ts";
import type { DialectName } from "../sql/index.ts";
import { foreignKeyLine } from "./constraint-lines.ts";
import { createIndex } from "./create-index.ts";
import { createTable } from "./create-table.ts";
import type { Drafting } from "./ddl-dialect.ts";
import { ddlDialects } from "./dialects/index.ts";
import { named } from "./names.ts";
import { orderTables } from "./order-tables.ts";
import type { DdlStatement } from "./statement.ts";

const createTypes = (drafting: Drafting): readonly DdlStatement[] =>
  recordsOf(drafting.document, "enum").map(({ name, values }) => ({
    text: `CREATE TYPE ${named(drafting, name)} AS ENUM (${values.map(drafting.dialect.quoteText).join(", ")})`,
    table: null,
    kind: "create type",
  }));

/** Tables that can be made: a table without columns, or without a name, is none. */
const sayableTables = (drafting: Drafting): readonly TableView[] =>
  orderTables(drafting.document)
    .map(id => tableView(drafting.document, id))
    .filter(({ table, columns }) => {
      if (columns.length > 0) return true;
      const message = `"${table.name}" has no columns, so it is left out.`;
      const hint = "Add a column.";
      drafting.tell(error("no-columns", message, { record: table.id, hint }));
      return false;
    });

const sameSet = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every(id => others.includes(id));

/** Whether the columns referred to are a key of their table, rather than unique by an index that comes later. */
const pointsToKey = (document: SchemaDocument, key: ForeignKey): boolean => {
  const { primaryKey, uniqueKeys } = tableView(document, key.target);
  return [primaryKey, ...uniqueKeys].some(
    candidate => candidate !== null && sameSet(candidate.columns, key.targetColumns),
  );
};

/** Foreign keys that stand in their own table, and those that need an ALTER TABLE. */
const placeForeignKeys = ({ document, dialect }: Drafting, tables: readonly TableView[]) => {
  const positions = new Map(tables.map(({ table }, position) => [table.id, position]));
  const inline: ForeignKey[] = [];
  const later: ForeignKey[] = [];
  for (const key of tables.flatMap(view => view.foreignKeys)) {
    const target = positions.get(key.target);
    if (target === undefined) continue;
    const isReady = target <= (positions.get(key.table) ?? 0) && pointsToKey(document, key);
    (isReady || dialect.laterKeys === "inline" ? inline : later).push(key);
  }
  return { inline: new Set(inline), later };
};

/** Index names are one for the whole schema, tables included, except in MySQL. */
const indexNames = (drafting: Drafting, tables: readonly TableView[]) => {
  const taken = tables.map(view => view.table.name);
  return (view: TableView, wanted: string): string => {
    if (drafting.dialect.sql.name === "mysql") return wanted;
    const free = freeName(wanted, taken);
    taken.push(free);
    if (free !== wanted) {
      const message = `The name "${wanted}" is taken; the index of "${view.table.name}" is called "${free}".`;
      drafting.tell(info("index-renamed", message, { record: view.table.id }));
    }
    return free;
  };
};

const createIndexes = (drafting: Drafting, tables: readonly TableView[]) => {
  const nameFor = indexNames(drafting, tables);
  return tables.flatMap(view =>
    view.indexes.flatMap((index): DdlStatement[] => {
      const text = createIndex(drafting, view, index, nameFor(view, index.name));
      return text === null ? [] : [{ text, table: view.table.id, kind: "create index" }];
    }),
  );
};

const commentStatements = (drafting: Drafting, view: TableView): readonly DdlStatement[] => {
  const table = named(drafting, view.table.name);
  const targets = [
    { target: `TABLE ${table}`, comment: view.table.comment },
    ...view.columns.map(({ name, comment }) => ({
      target: `COLUMN ${table}.${named(drafting, name)}`,
      comment,
    })),
  ];
  return targets
    .filter(({ comment }) => comment !== "")
    .map(({ target, comment }) => ({
      text: `COMMENT ON ${target} IS ${drafting.dialect.quoteText(comment)}`,
      table: view.table.id,
      kind: "comment",
    }));
};

/**
 * The statements that make the tables of `document`, each after what it needs.
 * What the dialect cannot say, or says otherwise, is told.
 */
export const createScript = (
  document: SchemaDocument,
  name: DialectName,
): Report<readonly DdlStatement[]> => {
  const diagnostics: Diagnostic[] = [];
  const dialect = ddlDialects[name];
  const tell = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const drafting: Drafting = { document, dialect, tell };
  const tables = sayableTables(drafting);
  const { inline, later } = placeForeignKeys(drafting, tables);
  const statements: readonly DdlStatement[] = [
    ...(dialect.enums === "type" ? createTypes(drafting) : []),
    ...tables.map(
      (view): DdlStatement => ({
        text: createTable(
          drafting,
          view,
          view.foreignKeys.filter(key => inline.has(key)),
        ),
        table: view.table.id,
        kind: "create table",
      }),
    ),
    ...createIndexes(drafting, tables),
    ...later.map(
      (key): DdlStatement => ({
        text: `ALTER TABLE ${named(drafting, tableView(document, key.table).table.name)}\n  ADD ${foreignKeyLine(drafting, key)}`,
        table: key.table,
        kind: "add foreign key",
      }),
    ),
    ...(dialect.comments === "statement"
      ? tables.flatMap(view => commentStatements(drafting, view))
      : []),
  ];
  return report(statements, [...diagnostics, ...dialect.check(document)]);
};
