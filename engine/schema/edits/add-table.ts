/** Adds a table with an integer primary key. */
import { type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import { entityNameFor, freeName } from "../names.ts";
import type { Column, Key, NewId, Placement, SchemaDocument, Table } from "../records.ts";
import { recordsOf } from "../views.ts";

export type AddTable = {
  readonly newId: NewId;
  /** The preferred name; a number is appended when it is taken. */
  readonly name: string;
  readonly x: number;
  readonly y: number;
};

export const addTable = (
  document: SchemaDocument,
  { newId, name, x, y }: AddTable,
): Report<Diff> => {
  const tables = recordsOf(document, "table");
  const tableName = freeName(
    name,
    tables.map(table => table.name),
  );
  const table: Table = {
    kind: "table",
    id: newId("table"),
    name: tableName,
    entity: freeName(
      entityNameFor(tableName),
      tables.map(other => other.entity),
    ),
    comment: "",
  };
  const column = identityColumn(newId("column"), table.id);
  const key: Key = {
    kind: "key",
    id: newId("key"),
    table: table.id,
    primary: true,
    name: null,
    columns: [column.id],
  };
  const placement: Placement = {
    kind: "placement",
    id: newId("placement"),
    table: table.id,
    x,
    y,
  };
  return report(new Change(document).put(table, column, key, placement).finish());
};

const identityColumn = (id: Column["id"], table: Table["id"]): Column => ({
  kind: "column",
  id,
  table,
  name: "id",
  type: { kind: "integer", bits: 32 },
  nullable: false,
  default: null,
  generated: { kind: "identity", strict: false },
  comment: "",
  position: 0,
  automatic: true,
});
