/** The names of tables at a low zoom, above the cards and the lines. */
import { useStore, ViewportPortal } from "@xyflow/react";
import { useMemo } from "react";
import { useDetail } from "./detail.tsx";
import styles from "./far-name-layer.module.css";
import { farNames, LINE } from "./far-names.ts";
import type { TableNode } from "./flow-types.ts";

const PIXELS = 11.5;
/** The size changes in steps, so that names are placed again only now and then while zooming. */
const STEPS_IN_DOUBLE_ZOOM = 3;

export const FarNameLayer = ({ nodes }: { readonly nodes: readonly TableNode[] }) =>
  useDetail() === "rows" ? null : <FarNames nodes={nodes} />;

const FarNames = ({ nodes }: { readonly nodes: readonly TableNode[] }) => {
  const step = useStore(({ transform: [, , zoom] }) =>
    Math.ceil(Math.log2(zoom) * STEPS_IN_DOUBLE_ZOOM),
  );
  const size = PIXELS / 2 ** (step / STEPS_IN_DOUBLE_ZOOM);
  const names = useMemo(() => farNames(nodes.map(boxOf), size), [nodes, size]);
  return (
    <ViewportPortal>
      <div className={styles.names} style={{ fontSize: size, lineHeight: LINE }} aria-hidden>
        {names.map(({ id, lines, x, y }) => (
          <div
            key={id}
            className={styles.name}
            style={{ transform: `translate(${x}px, ${y}px) translate(-50%, -50%)` }}
          >
            {lines.join("\n")}
          </div>
        ))}
      </div>
    </ViewportPortal>
  );
};

const boxOf = ({ id, position, data: { card } }: TableNode) => ({
  id,
  name: card.entity,
  ...position,
  width: card.width,
  height: card.height,
});
