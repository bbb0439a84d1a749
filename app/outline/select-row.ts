/** Selects the tables and columns of the outline. */
import type { TableId } from "../../engine/index.ts";
import { selectColumn, selectTables, type Workbench } from "../state/index.ts";
import type { OutlineRow } from "./outline-rows.ts";

/** Selects the table or the column of a row, and shows it in the diagram. */
export const selectRow = ({ project, ports, workspace }: Workbench, row: OutlineRow): void => {
  const table = row.kind === "table" ? row.id : row.table;
  project.select(row.kind === "table" ? selectTables([row.id]) : selectColumn(row.table, row.id));
  workspace.setState({ sheet: null });
  ports.canvas?.reveal([table]);
};

/** Adds a table to the selected tables, or removes it from them. */
export const toggleTable = ({ project }: Workbench, id: TableId): void => {
  const tables = new Set(project.getState().selection.tables);
  if (!tables.delete(id)) tables.add(id);
  project.select(selectTables(tables));
};
