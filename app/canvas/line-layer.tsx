/** All lines of the diagram in one SVG below the cards. */
import { useStore, ViewportPortal } from "@xyflow/react";
import { type KeyboardEvent, type MouseEvent, memo } from "react";
import { useProject, useWorkbench } from "../hooks/index.ts";
import { selectForeignKey, type Workbench } from "../state/index.ts";
import { classNames } from "../ui/index.ts";
import { useDetail } from "./detail.tsx";
import type { LineLight } from "./flow-types.ts";
import styles from "./line-layer.module.css";
import { circleRadius } from "./lines/index.ts";
import type { Line } from "./read-lines.ts";

export const LineLayer = ({ lines }: { readonly lines: readonly Line[] }) => {
  const detail = useDetail();
  const selected = lines.filter(line => line.selected);
  return (
    <ViewportPortal>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a drawing */}
      <svg className={styles.layer} aria-label="Relations" role="group">
        {detail === "rows" ? <NearLines lines={lines} /> : <FarLines lines={lines} />}
      </svg>
      {selected.map(({ id, names, path: { middle } }) => (
        <div
          key={id}
          className={styles.label}
          style={{ transform: `translate(-50%, -50%) translate(${middle.x}px, ${middle.y}px)` }}
        >
          {names}
        </div>
      ))}
    </ViewportPortal>
  );
};

/** Individual lines with their markers, for pointer and keyboard. */
const NearLines = ({ lines }: { readonly lines: readonly Line[] }) => {
  const inView = useInView();
  const shown = lines.filter(line => line.selected || inView(line));
  // Emphasized lines come last, so that they are on top.
  const rank = ({ light, selected }: Line) => (selected ? LIGHTS.length : LIGHTS.indexOf(light));
  return shown
    .toSorted((one, other) => rank(one) - rank(other))
    .map(line => <NearLine key={line.id} line={line} />);
};

const NearLine = memo(function NearLine({ line }: { readonly line: Line }) {
  const bench = useWorkbench();
  const { path, light, selected, label } = line;
  const pointed = useProject(state => state.pointed === line.id);
  const select = (event: MouseEvent | KeyboardEvent) => {
    event.stopPropagation();
    selectLine(bench, line, event);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot be part of an SVG
    <g
      role="button"
      tabIndex={0}
      aria-label={label}
      aria-pressed={selected}
      data-foreign-key={line.id}
      className={classNames(
        styles.line,
        styles[light],
        selected && styles.selected,
        pointed && styles.pointed,
      )}
      onPointerEnter={() => bench.project.point(line.id)}
      onPointerLeave={() => bench.project.point(null)}
      onClick={select}
      onKeyDown={event => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          select(event);
        }
      }}
    >
      <path d={path.line} className={styles.hold} />
      <path d={path.line + path.signs} className={styles.stroke} />
      {path.circle === null ? null : (
        <circle
          cx={path.circle.x}
          cy={path.circle.y}
          r={circleRadius}
          className={classNames(styles.stroke, styles.circle)}
        />
      )}
    </g>
  );
});

const LIGHTS: readonly LineLight[] = ["faded", "plain", "lit", "near"];

/** One path for all lines at a low zoom, because thousands of elements are slow. */
const FarLines = ({ lines }: { readonly lines: readonly Line[] }) => {
  const together = (some: readonly Line[]) => some.map(line => line.path.line).join("");
  return (
    <g className={styles.far}>
      {LIGHTS.map(light => (
        <path
          key={light}
          className={classNames(styles.stroke, styles[light])}
          d={together(lines.filter(line => line.light === light && !line.selected))}
        />
      ))}
      <path
        className={classNames(styles.stroke, styles.selected)}
        d={together(lines.filter(line => line.selected))}
      />
    </g>
  );
};

const selectLine = (
  { project }: Workbench,
  { id }: Line,
  event: MouseEvent | KeyboardEvent,
): void => {
  const several = event.shiftKey || event.ctrlKey || event.metaKey;
  if (!several) return project.select(selectForeignKey(id));
  const { selection } = project.getState();
  const foreignKeys = new Set(selection.foreignKeys);
  if (!foreignKeys.delete(id)) foreignKeys.add(id);
  project.select({ ...selection, foreignKeys });
};

/** The lines in or near the viewport; computed again only after the viewport has moved far enough. */
const useInView = (): ((line: Line) => boolean) => {
  const view = useStore(({ transform: [x, y, zoom], width, height }) => {
    const across = width / zoom / 2;
    const down = height / zoom / 2;
    const column = Math.floor(-x / zoom / across);
    const row = Math.floor(-y / zoom / down);
    return [(column - 1) * across, (row - 1) * down, across * 5, down * 5]
      .map(Math.round)
      .join(" ");
  });
  const [left = 0, top = 0, width = 0, height = 0] = view.split(" ").map(Number);
  return ({ bounds }) =>
    bounds.right >= left &&
    bounds.left <= left + width &&
    bounds.bottom >= top &&
    bounds.top <= top + height;
};
