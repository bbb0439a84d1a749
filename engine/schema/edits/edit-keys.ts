/** Adds, changes and removes unique keys, and changes the primary key. */
import type { Report } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import type { ColumnId, Key, KeyId, NewId, SchemaDocument, TableId } from "../records.ts";
import { recordOf, tableView } from "../views.ts";
import { refuseColumns } from "./column-list.ts";
import { constraintNameOf, refuseConstraintName } from "./constraint-name.ts";
import { fitColumnsToPrimaryKey } from "./primary-key-columns.ts";
import { refusal } from "./refusal.ts";
import { reportKeys } from "./report-keys.ts";
import { hasColumns } from "./set-keys.ts";

export type AddUniqueKey = {
  readonly newId: NewId;
  readonly table: TableId;
  /** One or more columns, in order. */
  readonly columns: readonly ColumnId[];
  /** The name of the constraint; null or blank for none. */
  readonly name?: string | null;
};

export const addUniqueKey = (
  document: SchemaDocument,
  { newId, table, columns, name = null }: AddUniqueKey,
): Report<Diff> =>
  putKey(document, { kind: "key", id: newId("key"), table, primary: false, name, columns });

export type UpdateKey = { readonly key: KeyId } & Partial<Pick<Key, "name" | "columns">>;

/** Changes the name of a key, or its columns and their order. */
export const updateKey = (
  document: SchemaDocument,
  { key: id, ...changes }: UpdateKey,
): Report<Diff> => putKey(document, { ...recordOf(document, "key", id), ...changes });

const putKey = (document: SchemaDocument, given: Key): Report<Diff> => {
  const key: Key = { ...given, name: constraintNameOf(given.name) };
  const view = tableView(document, key.table);
  const subject = key.primary ? "The primary key" : "A unique key";
  const refused =
    refuseColumns(view, key.columns, subject) ?? refuseConstraintName(view, key.name, key.id);
  if (refused) return refused;
  const isRepeated = view.uniqueKeys.some(
    other => other.id !== key.id && hasColumns(other, key.columns),
  );
  if (isRepeated && !key.primary) {
    return refusal("key-exists", `"${view.table.name}" already has a unique key of these columns.`);
  }
  const change = new Change(document).put(key);
  const isNew = !document.records.has(key.id);
  const hasNewColumns = isNew || !hasColumns(recordOf(document, "key", key.id), key.columns);
  if (key.primary && hasNewColumns) fitColumnsToPrimaryKey(change, key.table, key.columns);
  return reportKeys(document, change, [key.table]);
};

/** Removes keys, also primary ones. Foreign keys that reference one of them are kept and reported. */
export const removeKeys = (
  document: SchemaDocument,
  { keys: ids }: { readonly keys: readonly KeyId[] },
): Report<Diff> => {
  const keys = ids.map(id => recordOf(document, "key", id));
  const change = new Change(document).remove(...ids);
  for (const { primary, table } of keys) if (primary) fitColumnsToPrimaryKey(change, table, []);
  return reportKeys(
    document,
    change,
    keys.map(({ table }) => table),
  );
};
