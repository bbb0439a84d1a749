/** A column in the list of a table, with buttons that move it. */
import { ChevronDown, ChevronUp } from "lucide-react";
import type { DragEventHandler, KeyboardEvent } from "react";
import { type Column, printColumnType, type TableView } from "../../../engine/index.ts";
import { useDocument } from "../../hooks/index.ts";
import { classNames, IconButton } from "../../ui/index.ts";
import styles from "./column-item.module.css";

export type ColumnItemProps = {
  readonly view: TableView;
  readonly column: Column;
  readonly selected: boolean;
  readonly onToggle: () => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onDragStart: () => void;
  readonly onDrop: DragEventHandler;
};

export const ColumnItem = ({
  view,
  column,
  selected,
  onToggle,
  onMove,
  onDragStart,
  onDrop,
}: ColumnItemProps) => {
  const type = printColumnType(column.type, useDocument());
  return (
    <li
      className={classNames(styles.item, selected && styles.selected)}
      draggable
      onDragStart={onDragStart}
      onDragOver={event => event.preventDefault()}
      onDrop={onDrop}
    >
      <button
        type="button"
        className={styles.column}
        aria-expanded={selected}
        onClick={onToggle}
        onKeyDown={event => moveByKey(event, onMove)}
      >
        <KeyWord view={view} column={column} />
        <span className={styles.name} title={column.name}>
          {column.name}
          {column.nullable ? " ?" : ""}
        </span>
        <span className={styles.type} title={type}>
          {type}
        </span>
      </button>
      <MoveButtons view={view} column={column} onMove={onMove} />
    </li>
  );
};

const KeyWord = ({ view, column }: Pick<ColumnItemProps, "view" | "column">) => {
  if (view.primaryKey?.columns.includes(column.id)) {
    return <span className={classNames(styles.key, styles.primary)}>PK</span>;
  }
  if (view.foreignKeys.some(key => key.columns.includes(column.id))) {
    return <span className={classNames(styles.key, styles.foreign)}>FK</span>;
  }
  if (view.uniqueKeys.some(key => key.columns.includes(column.id))) {
    return <span className={styles.key}>UQ</span>;
  }
  return <span className={styles.key} />;
};

const MoveButtons = ({
  view,
  column,
  onMove,
}: Pick<ColumnItemProps, "view" | "column" | "onMove">) => (
  <span className={styles.moves}>
    <IconButton
      size="small"
      label={`Move ${column.name} up`}
      icon={<ChevronUp size={13} />}
      disabled={column === view.columns[0]}
      onClick={() => onMove(-1)}
    />
    <IconButton
      size="small"
      label={`Move ${column.name} down`}
      icon={<ChevronDown size={13} />}
      disabled={column === view.columns.at(-1)}
      onClick={() => onMove(1)}
    />
  </span>
);

const moveByKey = (event: KeyboardEvent, move: ColumnItemProps["onMove"]): void => {
  if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  event.preventDefault();
  move(event.key === "ArrowUp" ? -1 : 1);
};
