/** Adds a join table: two foreign keys, which are its primary key together. */
import { type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import { entityNameFor, freeName, joinTableNameFor, relatedNameFor } from "../names.ts";
import type { ColumnId, NewId, SchemaDocument, TableId } from "../records.ts";
import { columnOf, recordsOf, type TableView, tableView } from "../views.ts";
import { addForeignKey } from "./add-foreign-key.ts";
import { addForeignKeyColumn } from "./foreign-key-column.ts";
import { refuseWithoutKey } from "./refusal.ts";
import { setPrimaryKey } from "./set-keys.ts";

export type AddJoinTable = {
  readonly newId: NewId;
  readonly table: TableId;
  readonly target: TableId;
};

export const addJoinTable = (
  document: SchemaDocument,
  { newId, table, target }: AddJoinTable,
): Report<Diff> => {
  const ends = [tableView(document, table), tableView(document, target)] as const;
  const keyless = ends.find(({ primaryKey }) => primaryKey === null);
  if (keyless) return refuseWithoutKey(keyless);
  const change = new Change(document);
  const join = putTable(change, newId, ends);
  const keys = sidesOf(ends).map(({ end, stem }) => ({
    newId,
    table: join,
    columns: makeColumns(change, { newId, join, end, stem }),
    target: end.table.id,
    targetColumns: end.primaryKey?.columns ?? [],
    onDelete: "cascade" as const,
  }));
  const columns = keys.flatMap(key => key.columns);
  change.apply(setPrimaryKey(change.document, { newId, table: join, columns }).value);
  for (const key of keys) change.apply(addForeignKey(change.document, key).value);
  return report(change.finish());
};

/** How far a table that joins another with itself is to the right of it, in pixels. */
const SELF_DISTANCE = 320;

type Ends = readonly [TableView, TableView];

/** The table, placed between its ends. */
const putTable = (change: Change, newId: NewId, [one, other]: Ends): TableId => {
  const tables = recordsOf(change.document, "table");
  const name = freeName(
    joinTableNameFor(one.table.name, other.table.name),
    tables.map(table => table.name),
  );
  const entity = freeName(
    entityNameFor(name),
    tables.map(table => table.entity),
  );
  const id = newId("table");
  change.put({ kind: "table", id, name, entity, comment: "" });
  if (one.placement && other.placement) {
    const x = Math.round((one.placement.x + other.placement.x) / 2);
    const y = Math.round((one.placement.y + other.placement.y) / 2);
    const distance = one.table.id === other.table.id ? SELF_DISTANCE : 0;
    change.put({ kind: "placement", id: newId("placement"), table: id, x: x + distance, y });
  }
  return id;
};

/** Both ends, with the names that their columns are derived from. */
const sidesOf = ([one, other]: Ends): readonly Pick<Side, "end" | "stem">[] => {
  const { name } = other.table;
  const stem = one.table.id === other.table.id ? relatedNameFor(name) : name;
  return [
    { end: one, stem: one.table.name },
    { end: other, stem },
  ];
};

type Side = {
  readonly newId: NewId;
  readonly join: TableId;
  readonly end: TableView;
  readonly stem: string;
};

const makeColumns = (change: Change, { newId, join, end, stem }: Side): readonly ColumnId[] =>
  (end.primaryKey?.columns ?? []).map(id => {
    const referenced = columnOf(change.document, id);
    return addForeignKeyColumn(change, { newId, table: join, referenced, stem, nullable: false });
  });
