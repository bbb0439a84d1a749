/** Whether a column is a primary key, unique, and nullable. */
import {
  type Column,
  isUniqueColumn,
  setPrimaryKey,
  setUnique,
  tableView,
  updateColumn,
} from "../../../engine/index.ts";
import { useDocument, useEdit, useWorkbench } from "../../hooks/index.ts";
import { Checkbox } from "../../ui/index.ts";
import styles from "./column-inspector.module.css";

export const ColumnSwitches = ({ column }: { readonly column: Column }) => {
  const { project } = useWorkbench();
  const document = useDocument();
  const edit = useEdit();
  const { id, table } = column;
  const primary = tableView(document, table).primaryKey?.columns ?? [];
  const isPrimary = primary.includes(id);
  const { newId } = project;
  return (
    <div className={styles.switches}>
      <Checkbox
        label="Primary key"
        checked={isPrimary}
        onChange={checked => {
          const columns = checked ? [...primary, id] : primary.filter(other => other !== id);
          edit("change primary key", before => setPrimaryKey(before, { newId, table, columns }));
        }}
      />
      <Checkbox
        label="Unique"
        checked={isUniqueColumn(document, id)}
        onChange={unique => {
          const change = { newId, table, columns: [id], unique };
          edit("change unique key", before => setUnique(before, change));
        }}
      />
      <Checkbox
        label="Nullable"
        checked={column.nullable}
        disabled={isPrimary}
        onChange={nullable => {
          edit("change null", before =>
            updateColumn(before, { column: id, changes: { nullable } }),
          );
        }}
      />
    </div>
  );
};
