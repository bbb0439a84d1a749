/** The context menu of the table, the relation or the point under the pointer. */
import { useReactFlow } from "@xyflow/react";
import { type MouseEvent, type ReactNode, useState } from "react";
import {
  addArea,
  addColumns,
  addNote,
  addNoteAt,
  addRelation,
  addTable,
  addTableAt,
  type Command,
  deleteSelection,
  duplicate,
  editAnnotation,
  fitDiagram,
  isAvailable,
  relateByTap,
  renameColumn,
  renameTable,
  savePicture,
  tidyUp,
} from "../commands/index.ts";
import { useProject, useWorkbench } from "../hooks/index.ts";
import {
  nothingSelected,
  type Point,
  selectAnnotation,
  selectColumn,
  selectForeignKey,
  selectTables,
  type Workbench,
} from "../state/index.ts";
import { ContextMenu, MenuItem, MenuSeparator } from "../ui/index.ts";
import styles from "./canvas.module.css";

export const CanvasMenu = ({ children }: { readonly children: ReactNode }) => {
  const bench = useWorkbench();
  const flow = useReactFlow();
  const [point, setPoint] = useState<Point>({ x: 0, y: 0 });
  const prepare = (event: MouseEvent) => {
    setPoint(flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }));
    if (event.target instanceof Element) selectUnder(bench, event.target);
  };
  return (
    <ContextMenu items={<Rows point={point} />}>
      <div className={styles.fill} onContextMenuCapture={prepare}>
        {children}
      </div>
    </ContextMenu>
  );
};

const Rows = ({ point }: { readonly point: Point }) => {
  const bench = useWorkbench();
  const { tables, foreignKeys, annotations, column } = useProject(state => state.selection);
  if (column !== null) {
    return (
      <>
        <CommandRows commands={[renameColumn, addColumns, relateByTap, addRelation]} />
        <MenuSeparator />
        <CommandRows commands={[duplicate, deleteSelection]} />
      </>
    );
  }
  if (tables.size > 0) {
    return (
      <>
        <CommandRows commands={[renameTable, addColumns, relateByTap, addRelation, addArea]} />
        <MenuSeparator />
        <CommandRows commands={tables.size > 1 ? [tidyUp] : []} />
        <CommandRows commands={[savePicture]} />
        <MenuSeparator />
        <CommandRows commands={[duplicate, deleteSelection]} />
      </>
    );
  }
  if (foreignKeys.size + annotations.size > 0) {
    return <CommandRows commands={[editAnnotation, duplicate, deleteSelection]} />;
  }
  return (
    <>
      <MenuItem onSelect={() => addTableAt(bench, point)} shortcut={addTable.shortcuts?.[0]}>
        {addTable.label}
      </MenuItem>
      <MenuItem onSelect={() => addNoteAt(bench, point)} shortcut={addNote.shortcuts?.[0]}>
        {addNote.label}
      </MenuItem>
      <CommandRows commands={[addArea, addRelation]} />
      <MenuSeparator />
      <CommandRows commands={[fitDiagram, tidyUp]} />
      <CommandRows commands={[savePicture]} />
    </>
  );
};

const CommandRows = ({ commands }: { readonly commands: readonly Command[] }) => {
  const bench = useWorkbench();
  return commands
    .filter(command => isAvailable(command, bench))
    .map(command => (
      <MenuItem
        key={command.id}
        shortcut={command.shortcuts?.[0]}
        danger={command === deleteSelection}
        onSelect={() => command.run(bench)}
      >
        {command.label}
      </MenuItem>
    ));
};

/** Selects the element under the pointer, unless it is already selected. */
const selectUnder = ({ project }: Workbench, element: Element): void => {
  const { document, selection } = project.getState();
  const node = element.closest<HTMLElement>(".react-flow__node")?.dataset.id;
  const row = element.closest<HTMLElement>("[data-column]")?.dataset.column;
  const line = element.closest<SVGElement>("[data-foreign-key]")?.dataset.foreignKey;
  const record = document.records.get(row ?? node ?? line ?? "");
  switch (record?.kind) {
    case "column":
      // A column of several selected tables belongs to what is done with all of them.
      if (selection.tables.size > 1 && selection.tables.has(record.table)) return;
      return project.select(selectColumn(record.table, record.id));
    case "table":
      if (!selection.tables.has(record.id) || selection.column !== null) {
        project.select(selectTables([record.id]));
      }
      return;
    case "note":
    case "area":
      if (!selection.annotations.has(record.id)) project.select(selectAnnotation(record.id));
      return;
    case "foreignKey":
      if (!selection.foreignKeys.has(record.id)) project.select(selectForeignKey(record.id));
      return;
    default:
      if (element.matches(".react-flow__pane")) project.select(nothingSelected);
  }
};
