/** The context menu of the table, the relation or the point under the pointer. */
import { useReactFlow } from "@xyflow/react";
import { type MouseEvent, type ReactNode, useState } from "react";
import type { ForeignKeyId, TableId } from "../../engine/index.ts";
import {
  addColumns,
  addRelation,
  addTable,
  addTableAt,
  type Command,
  deleteSelection,
  fitDiagram,
  isAvailable,
  renameTable,
  tidyUp,
} from "../commands/index.ts";
import { useProject, useWorkbench } from "../hooks/index.ts";
import {
  nothingSelected,
  type Point,
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
  const { tables, foreignKeys } = useProject(state => state.selection);
  if (tables.size > 0) {
    return (
      <>
        <CommandRows commands={[renameTable, addColumns, addRelation]} />
        <MenuSeparator />
        <CommandRows commands={[...(tables.size > 1 ? [tidyUp] : []), deleteSelection]} />
      </>
    );
  }
  if (foreignKeys.size > 0) return <CommandRows commands={[deleteSelection]} />;
  return (
    <>
      <MenuItem onSelect={() => addTableAt(bench, point)} shortcut={addTable.shortcuts?.[0]}>
        {addTable.label}
      </MenuItem>
      <CommandRows commands={[addRelation]} />
      <MenuSeparator />
      <CommandRows commands={[fitDiagram, tidyUp]} />
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
  const { tables, foreignKeys } = project.getState().selection;
  // The page's ids are those that the canvas has set.
  const table = element.closest<HTMLElement>(".react-flow__node")?.dataset.id as
    | TableId
    | undefined;
  const line = element.closest<SVGElement>("[data-foreign-key]");
  const key = line?.dataset.foreignKey as ForeignKeyId | undefined;
  if (table !== undefined) {
    if (!tables.has(table)) project.select(selectTables([table]));
  } else if (key !== undefined) {
    if (!foreignKeys.has(key)) project.select(selectForeignKey(key));
  } else if (element.matches(".react-flow__pane")) project.select(nothingSelected);
};
