/** The script that creates the tables of a document. */
import { type Diagnostic, printedFrom, type Report, report } from "../base/index.ts";
import type { SchemaDocument, TableView } from "../schema/index.ts";
import type { DialectName } from "../sql/index.ts";
import { commentStatements } from "./comments.ts";
import { createIndex } from "./create-index.ts";
import { createTable } from "./create-table.ts";
import type { Drafting, PlacedKeys } from "./ddl-dialect.ts";
import { ddlDialects } from "./dialects/index.ts";
import { createTypes } from "./enum-types.ts";
import { indexNames } from "./index-names.ts";
import { nameClashes } from "./name-clashes.ts";
import { addForeignKey, placeForeignKeys } from "./place-foreign-keys.ts";
import type { DdlStatement } from "./statement.ts";
import { supportedTables } from "./supported-tables.ts";

const createIndexes = (drafting: Drafting, tables: readonly TableView[]) => {
  const names = indexNames(drafting, tables);
  return tables.flatMap(view =>
    view.indexes.flatMap((index): DdlStatement[] => {
      const text = createIndex(drafting, view, index, names.get(index.id) ?? index.name);
      return text === null
        ? []
        : [{ ...printedFrom(index.id, text), table: view.table.id, kind: "create index" }];
    }),
  );
};

const createOne = (drafting: Drafting, { inline }: PlacedKeys, view: TableView): DdlStatement => {
  const keys = view.foreignKeys.filter(key => inline.has(key));
  return {
    ...createTable(drafting, view, keys),
    table: view.table.id,
    kind: "create table",
  };
};

/**
 * The statements that create the tables of `document`, in order of dependency.
 * Diagnostics report what the dialect does not support or expresses differently.
 */
export const createScript = (
  document: SchemaDocument,
  name: DialectName,
): Report<readonly DdlStatement[]> => {
  const diagnostics: Diagnostic[] = [];
  const dialect = ddlDialects[name];
  const addDiagnostic = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const drafting: Drafting = { document, dialect, addDiagnostic };
  const tables = supportedTables(drafting);
  const placed = placeForeignKeys(drafting, tables);
  const statements: readonly DdlStatement[] = [
    ...createTypes(drafting),
    ...tables.map(view => createOne(drafting, placed, view)),
    ...createIndexes(drafting, tables),
    ...placed.later.map(key => addForeignKey(drafting, key)),
    ...tables.flatMap(view => commentStatements(drafting, view)),
  ];
  const clashes = nameClashes(drafting, tables, placed);
  return report(statements, [...diagnostics, ...clashes, ...dialect.check(document)]);
};
