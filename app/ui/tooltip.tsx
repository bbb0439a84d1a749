/** A tooltip. */
import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "./kbd.tsx";
import styles from "./tooltip.module.css";

export type TooltipProps = {
  readonly label: ReactNode;
  readonly shortcut?: string;
  readonly side?: "top" | "bottom" | "left" | "right";
  /** The trigger; it must accept a ref and event handlers. */
  readonly children: ReactElement;
};

export const Tooltip = ({ label, shortcut, side = "bottom", children }: TooltipProps) => (
  <Base.Root>
    <Base.Trigger render={children} />
    <Base.Portal>
      <Base.Positioner className={styles.positioner} side={side} sideOffset={6}>
        <Base.Popup className={styles.popup}>
          {label}
          {shortcut === undefined ? null : <Kbd keys={shortcut} />}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);

/** Shares the delay of tooltips; rendered once. */
export const TooltipProvider = ({ children }: { readonly children: ReactNode }) => (
  <Base.Provider delay={500} closeDelay={0}>
    {children}
  </Base.Provider>
);
