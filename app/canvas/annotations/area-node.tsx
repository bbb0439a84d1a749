/** An area of the diagram: a titled rectangle that moves what it contains. */
import { type NodeProps, NodeResizer } from "@xyflow/react";
import { memo } from "react";
import { type Area, updateArea } from "../../../engine/index.ts";
import { useEdit, useWorkbench, useWorkspace } from "../../hooks/index.ts";
import { classNames, colorStyle, InlineEdit } from "../../ui/index.ts";
import { useDetail } from "../detail.tsx";
import type { AreaNode as AreaNodeType } from "../flow-types.ts";
import styles from "./annotation.module.css";

const SMALLEST = { minWidth: 120, minHeight: 80 };

export const AreaNode = memo(function AreaNode({ data, selected }: NodeProps<AreaNodeType>) {
  const { area } = data;
  const { workspace } = useWorkbench();
  const edit = useEdit();
  const naming = useWorkspace(state => state.naming === area.id);
  const endNaming = () => {
    if (workspace.getState().naming === area.id) workspace.setState({ naming: null });
  };
  const size = titleSize(useDetail(), area);
  return (
    <div
      className={classNames(styles.area, selected && styles.selected)}
      style={{ ...colorStyle(area.color), fontSize: size }}
    >
      <NodeResizer
        isVisible={selected}
        {...SMALLEST}
        lineClassName={styles.edge ?? ""}
        handleClassName={styles.corner ?? ""}
      />
      <InlineEdit
        key={String(naming)}
        value={area.title}
        label="Title of the area"
        startEditing={naming}
        className={classNames(styles.title, naming && "nodrag")}
        onCommit={title => {
          edit("rename area", document => updateArea(document, { area: area.id, title }));
        }}
        onEnd={endNaming}
      />
    </div>
  );
});

const TITLE_SIZES = { rows: 15, name: 40, place: 96 } as const;

/** From afar the title is as large as the area allows, because the names of its tables cannot be read. */
const titleSize = (detail: keyof typeof TITLE_SIZES, { title, width, height }: Area): number => {
  const largest = Math.min(height / 2, (width - 24) / (Math.max(1, title.length) * 0.62));
  return Math.max(TITLE_SIZES.rows, Math.min(TITLE_SIZES[detail], largest));
};
