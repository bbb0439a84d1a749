/** A dialog, and a dialog that confirms a destructive action. */
import { AlertDialog as BaseAlert } from "@base-ui/react/alert-dialog";
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";
import styles from "./dialog.module.css";
import { ALERT_MARK } from "./has-alert-dialog.ts";

export type DialogProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly size?: "small" | "medium" | "large";
  /** Whether it holds what a person has entered; a click outside does not close it then. */
  readonly holdsInput?: boolean;
  readonly children: ReactNode;
  /** The buttons at the bottom. */
  readonly actions?: ReactNode;
};

export const Dialog = ({
  open,
  onOpenChange,
  title,
  description,
  size = "medium",
  holdsInput = false,
  children,
  actions,
}: DialogProps) => (
  <Base.Root open={open} onOpenChange={onOpenChange} disablePointerDismissal={holdsInput}>
    <Base.Portal>
      <Base.Backdrop className={styles.backdrop} />
      <Base.Popup className={classNames(styles.popup, styles[size])}>
        <header className={styles.header}>
          <Base.Title className={styles.title}>{title}</Base.Title>
        </header>
        {description === undefined ? null : (
          <Base.Description className={styles.description}>{description}</Base.Description>
        )}
        <div className={styles.body}>{children}</div>
        {actions === undefined ? null : <footer className={styles.actions}>{actions}</footer>}
        {/* Last, so that the first field has the focus at first. */}
        <Base.Close className={styles.close} aria-label="Close">
          <X size={15} aria-hidden />
        </Base.Close>
      </Base.Popup>
    </Base.Portal>
  </Base.Root>
);

export type ConfirmDialogProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly children: ReactNode;
  /** The action as a verb: "Delete 3 tables", never "OK". */
  readonly confirmLabel: string;
  readonly danger?: boolean;
  readonly onConfirm: () => void;
};

export const ConfirmDialog = ({
  open,
  onOpenChange,
  title,
  children,
  confirmLabel,
  danger = false,
  onConfirm,
}: ConfirmDialogProps) => (
  <AlertDialog
    {...{ open, onOpenChange, title }}
    actions={
      <>
        <BaseAlert.Close render={<Button>Cancel</Button>} />
        <BaseAlert.Close
          render={
            <Button variant={danger ? "danger" : "primary"} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          }
        />
      </>
    }
  >
    {children}
  </AlertDialog>
);

export type AlertDialogProps = {
  readonly open: boolean;
  /** Without it, only an action closes the dialog. */
  readonly onOpenChange?: (open: boolean) => void;
  readonly title: string;
  readonly children: ReactNode;
  readonly actions: ReactNode;
  /** The action that has the focus at first; without it, the first one. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
};

/** A dialog that wants an answer. */
export const AlertDialog = ({
  open,
  onOpenChange = () => undefined,
  title,
  children,
  actions,
  initialFocus,
}: AlertDialogProps) => (
  <BaseAlert.Root open={open} onOpenChange={onOpenChange}>
    <BaseAlert.Portal>
      <BaseAlert.Backdrop className={styles.backdrop} />
      <BaseAlert.Popup
        {...{ [ALERT_MARK]: "" }}
        className={classNames(styles.popup, styles.small)}
        {...(initialFocus === undefined ? {} : { initialFocus })}
      >
        <header className={styles.header}>
          <BaseAlert.Title className={styles.title}>{title}</BaseAlert.Title>
        </header>
        <BaseAlert.Description className={styles.description} render={<div />}>
          {children}
        </BaseAlert.Description>
        <footer className={styles.actions}>{actions}</footer>
      </BaseAlert.Popup>
    </BaseAlert.Portal>
  </BaseAlert.Root>
);
