/** Changes a relation: its ends, its names and its referential actions. */
import { type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import { isUsableName } from "../names.ts";
import type { ForeignKey, ForeignKeyId, SchemaDocument, TableId } from "../records.ts";
import { isOneToOne, relationsOf } from "../relations.ts";
import { recordOf, tableView } from "../views.ts";
import { refuseUneven } from "./add-foreign-key.ts";
import { refuseColumns } from "./column-list.ts";
import { constraintNameOf, refuseConstraintName } from "./constraint-name.ts";
import { refusal, refuseWithoutKey } from "./refusal.ts";
import { automaticForwards, automaticReverses, freeRelationNames } from "./relation-names.ts";

export type UpdateForeignKey = {
  readonly foreignKey: ForeignKeyId;
  /** With a new target and no referenced columns, the key references the primary key of the target. */
  readonly changes: Partial<
    Pick<
      ForeignKey,
      | "columns"
      | "target"
      | "targetColumns"
      | "forward"
      | "reverse"
      | "onDelete"
      | "onUpdate"
      | "name"
    >
  >;
};

export const updateForeignKey = (
  document: SchemaDocument,
  { foreignKey: id, changes }: UpdateForeignKey,
): Report<Diff> => {
  const key = recordOf(document, "foreignKey", id);
  const { name = key.name } = changes;
  const next = {
    ...key,
    ...changes,
    ...endsOf(document, key, changes),
    name: constraintNameOf(name),
  };
  const refused = refuseEnds(document, next);
  if (refused) return refused;
  const named = { ...next, ...followingNames(document, key, next), ...namesIn(changes) };
  return refuseNames(document, named) ?? report(new Change(document).put(named).finish());
};

const endsOf = (
  document: SchemaDocument,
  key: ForeignKey,
  { target = key.target, targetColumns }: UpdateForeignKey["changes"],
): Pick<ForeignKey, "target" | "targetColumns"> => {
  const known =
    target === key.target
      ? key.targetColumns
      : (tableView(document, target).primaryKey?.columns ?? []);
  return { target, targetColumns: targetColumns ?? known };
};

const refuseEnds = (document: SchemaDocument, key: ForeignKey): Report<Diff> | null => {
  const source = tableView(document, key.table);
  const target = tableView(document, key.target);
  if (key.targetColumns.length === 0) return refuseWithoutKey(target);
  return (
    refuseColumns(source, key.columns, "A foreign key") ??
    refuseColumns(target, key.targetColumns, "A reference") ??
    refuseUneven(key) ??
    refuseConstraintName(source, key.name, key.id)
  );
};

const namesIn = ({ forward, reverse }: UpdateForeignKey["changes"]) => ({
  ...(forward === undefined ? {} : { forward: forward.trim() }),
  ...(reverse === undefined ? {} : { reverse: reverse.trim() }),
});

/** Automatic names follow new ends. */
const followingNames = (document: SchemaDocument, key: ForeignKey, next: ForeignKey) => {
  const hasSameEnds = key.target === next.target && String(key.columns) === String(next.columns);
  if (hasSameEnds) return {};
  const { forward, reverse } = freeRelationNames(
    new Change(document).remove(key.id).document,
    next,
  );
  const reverses = automaticReverses(document, key, isOneToOne(document, key));
  return {
    ...(automaticForwards(document, key).includes(key.forward) ? { forward } : {}),
    ...(reverses.includes(key.reverse) ? { reverse } : {}),
  };
};

const isTaken = (document: SchemaDocument, table: TableId, name: string, own: ForeignKeyId) =>
  tableView(document, table).columns.some(column => column.name === name) ||
  relationsOf(document, table).some(
    relation => relation.name === name && relation.foreignKey !== own,
  );

const refuseNames = (document: SchemaDocument, key: ForeignKey): Report<Diff> | null => {
  const sides = [
    { name: key.forward, table: key.table },
    { name: key.reverse, table: key.target },
  ];
  const isSelfNamed = key.table === key.target && key.forward === key.reverse;
  for (const { name, table } of sides) {
    if (!isUsableName(name)) {
      return refusal("missing-name", "A relation needs a name on both sides.");
    }
    if (isSelfNamed || isTaken(document, table, name, key.id)) {
      const { entity } = tableView(document, table).table;
      return refusal("name-taken", `${entity} has a "${name}" already.`);
    }
  }
  return null;
};

export const removeForeignKeys = (
  document: SchemaDocument,
  { foreignKeys }: { readonly foreignKeys: readonly ForeignKeyId[] },
): Report<Diff> => report(new Change(document).remove(...foreignKeys).finish());
