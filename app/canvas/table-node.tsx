/** The card of a table: its name and a row for each column. */
import { Handle, type NodeProps, Position, useUpdateNodeInternals } from "@xyflow/react";
import { type MouseEvent, memo, useEffect, useState } from "react";
import { renameTable, updateColumn } from "../../engine/index.ts";
import { cancelNaming } from "../commands/index.ts";
import { useEdit, useProject, useWorkbench, useWorkspace } from "../hooks/index.ts";
import { selectColumn, selectTables } from "../state/index.ts";
import { classNames, colorStyle, InlineEdit } from "../ui/index.ts";
import { type Card, type CardRow, rowMiddle } from "./card.ts";
import { ColumnTyping } from "./column-typing.tsx";
import { useDetail } from "./detail.tsx";
import type { TableNode as TableNodeType } from "./flow-types.ts";
import { leftHandle } from "./read-nodes.ts";
import styles from "./table-node.module.css";

export const TableNode = memo(function TableNode({ data, selected }: NodeProps<TableNodeType>) {
  const { card, light } = data;
  const detail = useDetail();
  const [hovered, setHovered] = useState(false);
  const { project } = useWorkbench();
  const typing = useWorkspace(state => state.typing === card.id);
  const pointed = useProject(state => state.pointed === card.id);
  const names = classNames(
    styles.card,
    styles[light],
    selected && styles.selected,
    pointed && styles.pointed,
    card.color !== null && styles.colored,
  );
  const style = colorStyle(card.color ?? undefined);
  if (detail !== "rows") return <div className={classNames(names, styles.far)} style={style} />;
  return (
    <div
      className={names}
      style={style}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => {
        setHovered(false);
        project.point(null);
      }}
    >
      <CardHead card={card} />
      {card.rows.map(row => (
        <ColumnRow key={row.id} card={card} row={row} />
      ))}
      {hovered ? <RowHandles card={card} /> : null}
      {typing ? <ColumnTyping table={card.id} /> : null}
    </div>
  );
});

const CardHead = ({ card }: { readonly card: Card }) => {
  const bench = useWorkbench();
  const { project, workspace } = bench;
  const edit = useEdit();
  const naming = useWorkspace(state => state.naming === card.id);
  const endNaming = () => {
    if (workspace.getState().naming === card.id) workspace.setState({ naming: null });
  };
  const rename = (name: string) => {
    edit("rename table", document => renameTable(document, { table: card.id, name }));
  };
  const select = (event: MouseEvent) => {
    if (!event.shiftKey && !event.ctrlKey && !event.metaKey) {
      project.select(selectTables([card.id]));
    }
  };
  if (naming) {
    return (
      <div className={classNames(styles.head, "nodrag")}>
        <InlineEdit
          value={card.name}
          label="Name of the table"
          startEditing
          mono
          onCommit={rename}
          onEnter={() => workspace.setState({ typing: card.id })}
          onCancel={() => cancelNaming(bench, card.id)}
          onEnd={endNaming}
          className={styles.naming}
        />
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the node around it takes keys; F2 renames
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div
      className={styles.head}
      onPointerEnter={() => project.point(card.id)}
      onClick={select}
      onDoubleClick={() => workspace.setState({ naming: card.id })}
    >
      <span className={styles.entity} title={card.entity}>
        {card.entity}
      </span>
      {card.name === card.entity ? null : (
        <span className={styles.name} title={card.name}>
          {card.name}
        </span>
      )}
    </div>
  );
};

type ColumnRowProps = {
  readonly card: Card;
  readonly row: CardRow;
};

const ColumnRow = memo(function ColumnRow({ card, row }: ColumnRowProps) {
  const { project, workspace } = useWorkbench();
  const naming = useWorkspace(state => state.naming === row.id);
  const selected = useProject(state => state.selection.column === row.id);
  const pointed = useProject(state => state.pointed === row.id);
  const select = (event: MouseEvent) => {
    if (event.shiftKey || event.ctrlKey || event.metaKey) return;
    project.select(selectColumn(card.id, row.id));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: columns are reached by keys in the inspector
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div
      className={classNames(
        styles.row,
        selected && styles.selectedRow,
        pointed && styles.pointedRow,
      )}
      data-column={row.id}
      onPointerEnter={() => project.point(row.id)}
      onClick={select}
      onDoubleClick={() => workspace.setState({ naming: row.id, unnamed: null })}
    >
      <KeyMark row={row} />
      {naming ? <ColumnNaming row={row} /> : <ColumnName row={row} />}
      <span className={styles.type} title={row.type}>
        {row.type}
      </span>
    </div>
  );
});

type RowProps = { readonly row: CardRow };

const ColumnNaming = ({ row }: RowProps) => {
  const { workspace } = useWorkbench();
  const edit = useEdit();
  const rename = (name: string) => {
    edit("rename column", document =>
      updateColumn(document, { column: row.id, changes: { name } }),
    );
  };
  const end = () => {
    if (workspace.getState().naming === row.id) workspace.setState({ naming: null });
  };
  return (
    <InlineEdit
      value={row.name}
      label="Name of the column"
      startEditing
      mono
      onCommit={rename}
      onEnd={end}
      className={classNames(styles.columnNaming, "nodrag")}
    />
  );
};

const ColumnName = ({ row }: RowProps) => (
  <span className={classNames(styles.column, row.nullable && styles.nullable)} title={row.name}>
    {row.name}
    {row.nullable ? (
      <span className={styles.mark} title="Nullable">
        {" ?"}
      </span>
    ) : null}
  </span>
);

const KeyMark = ({ row }: RowProps) => {
  if (row.primary) {
    const title = row.foreign ? "Primary key and foreign key" : "Primary key";
    return (
      <span className={classNames(styles.key, styles.primary)} title={title}>
        PK
      </span>
    );
  }
  if (row.foreign) {
    return (
      <span className={classNames(styles.key, styles.foreign)} title="Foreign key">
        FK
      </span>
    );
  }
  return (
    <span className={styles.key} title={row.unique ? "Unique" : undefined}>
      {row.unique ? "UQ" : ""}
    </span>
  );
};

/** Handles for dragging relations; only on the card under the pointer, because thousands are slow. */
const RowHandles = ({ card }: { readonly card: Card }) => {
  const measureHandles = useUpdateNodeInternals();
  useEffect(() => measureHandles(card.id), [measureHandles, card]);
  return card.rows.map((row, index) => {
    const style = { top: rowMiddle(index) };
    return (
      <span key={row.id}>
        <Handle
          type="source"
          id={row.id}
          position={Position.Right}
          style={style}
          className={styles.handle}
        />
        <Handle
          type="source"
          id={leftHandle(row.id)}
          position={Position.Left}
          style={style}
          className={styles.handle}
        />
      </span>
    );
  });
};
