/** Resizable panels whose sizes are remembered. */
import type { ReactNode } from "react";
import {
  Panel as BasePanel,
  Group,
  type LayoutStorage,
  Separator,
  useDefaultLayout,
} from "react-resizable-panels";
import styles from "./panels.module.css";

export type PanelsProps = {
  /** The storage key of the sizes. */
  readonly id: string;
  readonly direction: "horizontal" | "vertical";
  /** The ids of the visible panels; each combination has its own sizes. */
  readonly panels: readonly string[];
  readonly children: ReactNode;
};

export const Panels = ({ id, direction, panels, children }: PanelsProps) => {
  const layout = useDefaultLayout({
    id: `stele.panels.${id}`,
    panelIds: [...panels],
    storage: FORGIVING_STORAGE,
    onlySaveAfterUserInteractions: true,
  });
  return (
    <Group
      id={id}
      orientation={direction}
      className={styles.group}
      defaultLayout={layout.defaultLayout}
      onLayoutChanged={layout.onLayoutChanged}
    >
      {children}
    </Group>
  );
};

export type PanelProps = {
  readonly id: string;
  /** A number of pixels, or a percentage such as `"50%"`. */
  readonly size?: number | string;
  readonly minimum?: number | string;
  readonly maximum?: number | string;
  /** Whether the size in pixels is kept when the window is resized. */
  readonly fixed?: boolean;
  readonly children: ReactNode;
};

export const Panel = ({ id, size, minimum, maximum, fixed = false, children }: PanelProps) => (
  <BasePanel
    id={id}
    className={styles.panel}
    defaultSize={size}
    minSize={minimum}
    maxSize={maximum}
    groupResizeBehavior={fixed ? "preserve-pixel-size" : "preserve-relative-size"}
  >
    {children}
  </BasePanel>
);

export const PanelHandle = ({ label }: { readonly label: string }) => (
  <Separator className={styles.handle} aria-label={label} />
);

// Without storage the sizes last as long as the page.
const FORGIVING_STORAGE: LayoutStorage = {
  getItem(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  setItem(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      // The size is applied but not remembered.
    }
  },
};
