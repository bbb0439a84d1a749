// The line of a relation, with a crow's foot where there are many and a bar where there is one.

import { EdgeLabelRenderer, type EdgeProps, useInternalNode } from "@xyflow/react";
import { memo } from "react";
import { classNames } from "../ui/index.ts";
import { type Box, circleRadius, edgePath } from "./edge-path.ts";
import type { RelationEdge as RelationEdgeType } from "./flow-types.ts";
import styles from "./relation-edge.module.css";

export const RelationEdge = memo(function RelationEdge(props: EdgeProps<RelationEdgeType>) {
  const { source, target, sourceY, targetY, selected, data } = props;
  const from = useBox(source);
  const to = useBox(target);
  if (from === undefined || to === undefined || data === undefined) return null;
  const { line, signs, circle, middle } = edgePath({
    from: { box: from, y: sourceY },
    to: { box: to, y: targetY },
    many: data.many,
    optional: data.optional,
    lane: data.lane,
  });
  return (
    <g className={classNames(styles.edge, styles[data.light], selected && styles.selected)}>
      <path d={line} className={styles.hold} />
      <path d={line} className={styles.line} />
      <path d={signs} className={styles.line} />
      {circle === null ? null : (
        <circle cx={circle.x} cy={circle.y} r={circleRadius} className={styles.circle} />
      )}
      {selected ? (
        <EdgeLabelRenderer>
          <div
            className={styles.label}
            style={{ transform: `translate(-50%, -50%) translate(${middle.x}px, ${middle.y}px)` }}
          >
            {data.forward} / {data.reverse}
          </div>
        </EdgeLabelRenderer>
      ) : null}
    </g>
  );
});

function useBox(id: string): Box | undefined {
  const node = useInternalNode(id);
  if (node === undefined) return undefined;
  const { x, y } = node.internals.positionAbsolute;
  return { x, y, width: node.measured.width ?? 0, height: node.measured.height ?? 0 };
}
