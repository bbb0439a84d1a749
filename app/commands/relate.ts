/** Adds a relation between two tables, for the diagram and for the dialog. */
import { addedRecords, type RelateTables, relateTables } from "../../engine/index.ts";
import { selectForeignKey, selectTables, type Workbench } from "../state/index.ts";
import { applyEdit } from "./apply-edit.ts";

export type RelationEnds = Omit<RelateTables, "newId">;

/** Adds a relation and selects it, or its join table; returns whether the edit was accepted. */
export const relate = (bench: Workbench, ends: RelationEnds): boolean => {
  const { project } = bench;
  const diff = applyEdit(bench, {
    label: "add relation",
    change: document => relateTables(document, { newId: project.newId, ...ends }),
  });
  if (diff === null) return false;
  const [table] = addedRecords(diff, "table");
  const [key] = addedRecords(diff, "foreignKey");
  if (table !== undefined) {
    project.select(selectTables([table.id]));
    bench.ports.canvas?.reveal([table.id]);
  } else if (key !== undefined) project.select(selectForeignKey(key.id));
  return true;
};
