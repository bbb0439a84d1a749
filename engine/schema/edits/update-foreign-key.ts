/** Changes a relation: its names and its referential actions. */
import { error, type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import { type Diff, emptyDiff } from "../diff.ts";
import type { ForeignKey, ForeignKeyId, SchemaDocument, TableId } from "../records.ts";
import { relationsOf } from "../relations.ts";
import { recordOf, tableView } from "../views.ts";

export type UpdateForeignKey = {
  readonly foreignKey: ForeignKeyId;
  readonly changes: Partial<
    Pick<ForeignKey, "forward" | "reverse" | "onDelete" | "onUpdate" | "name">
  >;
};

const isTaken = (document: SchemaDocument, table: TableId, name: string, own: ForeignKeyId) =>
  tableView(document, table).columns.some(column => column.name === name) ||
  relationsOf(document, table).some(
    relation => relation.name === name && relation.foreignKey !== own,
  );

export const updateForeignKey = (
  document: SchemaDocument,
  { foreignKey: id, changes }: UpdateForeignKey,
): Report<Diff> => {
  const key = recordOf(document, "foreignKey", id);
  const next = { ...key, ...changes };
  const sides = [
    { name: next.forward, table: key.table },
    { name: next.reverse, table: key.target },
  ];
  for (const { name, table } of sides) {
    if (name.trim() === "") {
      return report(emptyDiff, [error("missing-name", "A relation needs a name on both sides.")]);
    }
    if (isTaken(document, table, name, id)) {
      const { entity } = tableView(document, table).table;
      return report(emptyDiff, [error("name-taken", `${entity} has a "${name}" already.`)]);
    }
  }
  return report(new Change(document).put(next).finish());
};

export const removeForeignKeys = (
  document: SchemaDocument,
  { foreignKeys }: { readonly foreignKeys: readonly ForeignKeyId[] },
): Report<Diff> => report(new Change(document).remove(...foreignKeys).finish());
