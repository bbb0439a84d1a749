/** The columns of a table, which can be selected, reordered and deleted by pointer or keyboard. */
import { ChevronDown, ChevronUp } from "lucide-react";
import { type DragEvent, type KeyboardEvent, useState } from "react";
import {
  type Column,
  type ColumnId,
  moveColumn,
  printColumnType,
  type TableView,
} from "../../engine/index.ts";
import { useDocument, useEdit, useWorkbench } from "../hooks/index.ts";
import { selectColumn, selectTables } from "../state/index.ts";
import { classNames, IconButton } from "../ui/index.ts";
import styles from "./column-list.module.css";

export type ColumnListProps = {
  readonly view: TableView;
  readonly selected: ColumnId | null;
};

export const ColumnList = ({ view, selected }: ColumnListProps) => {
  const { project } = useWorkbench();
  const edit = useEdit();
  const document = useDocument();
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
        <li
          key={column.id}
          className={classNames(styles.item, column.id === selected && styles.selected)}
          draggable
          onDragStart={() => setDragged(column.id)}
          onDragOver={event => event.preventDefault()}
          onDrop={event => drop(event, index)}
        >
          <button
            type="button"
            className={styles.column}
            aria-expanded={column.id === selected}
            onClick={() => toggle(column.id)}
            onKeyDown={event => moveByKey(event, by => move(column.id, index + by))}
          >
            <KeyWord view={view} column={column} />
            <span className={styles.name}>
              {column.name}
              {column.nullable ? " ?" : ""}
            </span>
            <span className={styles.type}>{printColumnType(column.type, document)}</span>
          </button>
          <span className={styles.moves}>
            <IconButton
              size="small"
              label={`Move ${column.name} up`}
              icon={<ChevronUp size={13} />}
              disabled={index === 0}
              onClick={() => move(column.id, index - 1)}
            />
            <IconButton
              size="small"
              label={`Move ${column.name} down`}
              icon={<ChevronDown size={13} />}
              disabled={index === columns.length - 1}
              onClick={() => move(column.id, index + 1)}
            />
          </span>
        </li>
      ))}
    </ul>
  );
};

const moveByKey = (event: KeyboardEvent, move: (by: number) => void): void => {
  if (!event.altKey) return;
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  move(by);
};

const KeyWord = ({ view, column }: { readonly view: TableView; readonly column: Column }) => {
  if (view.primaryKey?.columns.includes(column.id)) {
    return <span className={classNames(styles.key, styles.primary)}>PK</span>;
  }
  if (view.foreignKeys.some(key => key.columns.includes(column.id))) {
    return <span className={classNames(styles.key, styles.foreign)}>FK</span>;
  }
  return <span className={styles.key} />;
};
