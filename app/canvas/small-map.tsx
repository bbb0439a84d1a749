/** A map of the diagram, while a part of the diagram is out of view. */
import { getNodesBounds, MiniMap, useStore } from "@xyflow/react";
import { useMemo } from "react";
import type { DiagramNode } from "./flow-types.ts";
import styles from "./small-map.module.css";

export const SmallMap = ({ nodes }: { readonly nodes: DiagramNode[] }) => {
  const bounds = useMemo(() => getNodesBounds(nodes), [nodes]);
  const isWhole = useStore(({ transform: [x, y, zoom], width, height }) => {
    const [left, top] = [x + bounds.x * zoom, y + bounds.y * zoom];
    const [right, bottom] = [left + bounds.width * zoom, top + bounds.height * zoom];
    return left >= 0 && top >= 0 && right <= width && bottom <= height;
  });
  if (isWhole) return null;
  return <MiniMap pannable zoomable ariaLabel="Map of the diagram" className={styles.map} />;
};
