/** Problems of a table: its columns, its key and its class. */

import { memoize } from "../../base/index.ts";
import { emptyDraft } from "../column-line/index.ts";
import { addColumn, renameTable, setPrimaryKey, updateColumn } from "../edits/index.ts";
import { entityNameFor, foldedName, freeName, isIdentifier } from "../names.ts";
import type { SchemaDocument } from "../records.ts";
import { columnOf, recordsOf, sameName, type TableView } from "../views.ts";
import { doubt, type Fix, fault, type Rule } from "./problem.ts";

const addId = ({ table, columns }: TableView): Fix => {
  const name = freeName(
    "id",
    columns.map(column => column.name),
  );
  const type = { kind: "integer", bits: 32 } as const;
  const draft = { ...emptyDraft, name, type, nullable: false, primaryKey: true };
  return {
    label: `Add "${name}"`,
    edit: (document, newId) => addColumn(document, { newId, table: table.id, draft }),
  };
};

/** A column `id`, or a unique key without null, can be the primary key. */
const chooseKey = (document: SchemaDocument, view: TableView): Fix => {
  const { table, columns, uniqueKeys } = view;
  const id = columns.find(({ name, generated }) => sameName(name, "id") && generated === null);
  const unique = uniqueKeys.find(key =>
    key.columns.every(each => !columnOf(document, each).nullable),
  );
  const key = unique?.columns ?? (id ? [id.id] : []);
  if (key.length === 0) return addId(view);
  const names = key.map(each => columnOf(document, each).name).join(", ");
  return {
    label: `Make (${names}) the primary key`,
    edit: (current, newId) => setPrimaryKey(current, { newId, table: table.id, columns: key }),
  };
};

export const hasColumns: Rule = view =>
  view.columns.length > 0
    ? []
    : [
        fault("no-columns", `"${view.table.name}" has no columns.`, {
          hint: "Add one, or delete the table.",
          record: view.table.id,
          fix: addId(view),
        }),
      ];

export const hasPrimaryKey: Rule = (view, document) =>
  view.primaryKey || view.columns.length === 0
    ? []
    : [
        doubt("no-primary-key", `"${view.table.name}" has no primary key.`, {
          hint: "Most ORMs need one: mark a column as the primary key.",
          record: view.table.id,
          fix: chooseKey(document, view),
        }),
      ];

export const entityIsIdentifier: Rule = ({ table }, document) => {
  if (isIdentifier(table.entity)) return [];
  const entity = freeName(
    entityNameFor(table.name),
    recordsOf(document, "table").map(other => other.entity),
  );
  return [
    fault("not-an-identifier", `"${table.entity}" cannot be the name of a class.`, {
      hint: "Use letters, digits and underscores.",
      record: table.id,
      fix: {
        label: `Call it ${entity}`,
        edit: current => renameTable(current, { table: table.id, name: table.name, entity }),
      },
    }),
  ];
};

/** The records whose name another one before them has, ignoring case. */
const repeated = <Named extends { readonly name: string }>(
  records: readonly Named[],
): readonly Named[] => {
  const names = new Set<string>();
  return records.filter(({ name }) => {
    const folded = foldedName(name);
    const isRepeated = names.has(folded);
    names.add(folded);
    return isRepeated;
  });
};

export const columnNamesDiffer: Rule = ({ table, columns }) =>
  repeated(columns).map(({ id, name }) => {
    const free = freeName(
      name,
      columns.map(column => column.name),
    );
    return fault("name-taken", `"${table.name}" has two columns "${name}".`, {
      hint: "Most databases ignore the case of names: rename one of them.",
      record: id,
      fix: {
        label: `Rename it to "${free}"`,
        edit: document => updateColumn(document, { column: id, changes: { name: free } }),
      },
    });
  });

const repeatedTables = memoize((document: SchemaDocument) =>
  repeated(recordsOf(document, "table")),
);

export const tableNamesDiffer: Rule = ({ table }, document) => {
  if (!repeatedTables(document).includes(table)) return [];
  const names = recordsOf(document, "table").map(({ name }) => name);
  const free = freeName(table.name, names);
  return [
    fault("name-taken", `There are two tables "${table.name}".`, {
      hint: "Most databases ignore the case of names: rename one of them.",
      record: table.id,
      fix: {
        label: `Rename it to "${free}"`,
        edit: current => renameTable(current, { table: table.id, name: free }),
      },
    }),
  ];
};
