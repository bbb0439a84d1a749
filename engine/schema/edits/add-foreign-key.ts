/** Adds a foreign key with both of its relation names. */
import { type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import type { ColumnId, ForeignKey, NewId, SchemaDocument, TableId } from "../records.ts";
import { refusal } from "./refusal.ts";
import { freeRelationNames } from "./relation-names.ts";

export type AddForeignKey = {
  readonly newId: NewId;
  readonly table: TableId;
  readonly columns: readonly ColumnId[];
  readonly target: TableId;
  readonly targetColumns: readonly ColumnId[];
  readonly name?: string | null;
  readonly onDelete?: ForeignKey["onDelete"];
  readonly onUpdate?: ForeignKey["onUpdate"];
};

/** Refuses sides that cannot be paired; null if each column has its referenced column. */
export const refuseUneven = ({
  columns,
  targetColumns,
}: Pick<ForeignKey, "columns" | "targetColumns">): Report<Diff> | null =>
  columns.length > 0 && columns.length === targetColumns.length
    ? null
    : refusal(
        "uneven-foreign-key",
        "A foreign key needs the same number of columns on both sides.",
        "Choose a referenced column for each column.",
      );

export const addForeignKey = (document: SchemaDocument, input: AddForeignKey): Report<Diff> => {
  const refused = refuseUneven(input);
  if (refused) return refused;
  const key: ForeignKey = {
    kind: "foreignKey",
    id: input.newId("foreignKey"),
    table: input.table,
    columns: input.columns,
    target: input.target,
    targetColumns: input.targetColumns,
    name: input.name ?? null,
    onDelete: input.onDelete ?? "no action",
    onUpdate: input.onUpdate ?? "no action",
    ...freeRelationNames(document, input),
  };
  return report(new Change(document).put(key).finish());
};
