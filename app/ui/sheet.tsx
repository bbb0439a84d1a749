/** A panel that slides in from a side and covers the page; a swipe back, Escape or a tap outside closes it. */
import { Drawer as Base } from "@base-ui/react/drawer";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./sheet.module.css";

export type SheetProps = {
  readonly label: string;
  readonly side: "left" | "right";
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

export const Sheet = ({ label, side, open, onClose, children }: SheetProps) => (
  <Base.Root
    open={open}
    swipeDirection={side}
    onOpenChange={next => {
      if (!next) onClose();
    }}
  >
    <Base.Portal>
      <Base.Backdrop className={styles.backdrop} />
      <Base.Viewport className={classNames(styles.viewport, styles[side])}>
        <Base.Popup className={styles.popup}>
          <Base.Content className={styles.content}>
            <header className={styles.header}>
              <Base.Title className={styles.title}>{label}</Base.Title>
              <Base.Close className={styles.close} aria-label="Close">
                <X size={16} aria-hidden />
              </Base.Close>
            </header>
            <div className={styles.body}>{children}</div>
          </Base.Content>
        </Base.Popup>
      </Base.Viewport>
    </Base.Portal>
  </Base.Root>
);
