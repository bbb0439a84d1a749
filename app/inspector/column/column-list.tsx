/** The columns of a table, which can be selected, reordered and deleted by pointer or keyboard. */
import { type DragEvent, useState } from "react";
import { type ColumnId, moveColumn, type TableView } from "../../../engine/index.ts";
import { useEdit, useWorkbench } from "../../hooks/index.ts";
import { selectColumn, selectTables } from "../../state/index.ts";
import { ColumnItem } from "./column-item.tsx";
import styles from "./column-list.module.css";

export type ColumnListProps = {
  readonly view: TableView;
  readonly selected: ColumnId | null;
};

export const ColumnList = ({ view, selected }: ColumnListProps) => {
  const { project } = useWorkbench();
  const edit = useEdit();
  const [dragged, setDragged] = useState<ColumnId | null>(null);
  const { columns, table } = view;

  const move = (column: ColumnId, index: number) => {
    edit("move column", before => moveColumn(before, { column, index }));
  };
  const toggle = (column: ColumnId) => {
    const isSelected = column === selected;
    project.select(isSelected ? selectTables([table.id]) : selectColumn(table.id, column));
  };
  const drop = (event: DragEvent, index: number) => {
    event.preventDefault();
    if (dragged !== null) move(dragged, index);
    setDragged(null);
  };
  if (columns.length === 0) return <p className={styles.empty}>No columns yet</p>;
  return (
    <ul className={styles.list}>
      {columns.map((column, index) => (
        <ColumnItem
          key={column.id}
          view={view}
          column={column}
          selected={column.id === selected}
          onToggle={() => toggle(column.id)}
          onMove={by => move(column.id, index + by)}
          onDragStart={() => setDragged(column.id)}
          onDrop={event => drop(event, index)}
        />
      ))}
    </ul>
  );
};
