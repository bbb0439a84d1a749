/** Selects a record of the design and shows it in the diagram. */
import type { SchemaRecord } from "../../engine/index.ts";
import {
  type Selection,
  selectColumn,
  selectForeignKey,
  selectTables,
  type Workbench,
} from "../state/index.ts";

/** A record that the design no longer has is ignored. */
export const showRecord = ({ project, ports }: Workbench, id: string | undefined): void => {
  const record = id === undefined ? undefined : project.getState().document.records.get(id);
  if (record === undefined) return;
  project.select(selectionFor(record));
  if ("table" in record) ports.canvas?.reveal([record.table]);
  if (record.kind === "table") ports.canvas?.reveal([record.id]);
};

const selectionFor = (record: SchemaRecord): Selection => {
  if (record.kind === "column") return selectColumn(record.table, record.id);
  if (record.kind === "foreignKey") return selectForeignKey(record.id);
  if (record.kind === "table") return selectTables([record.id]);
  return selectTables("table" in record ? [record.table] : []);
};
