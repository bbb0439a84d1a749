/** Tabs that show one panel at a time, as pills or with a line under the current one. */

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./tabs.module.css";

export interface TabsProps<Value extends string> {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function Tabs<Value extends string>({
  value,
  onChange,
  className,
  children,
}: TabsProps<Value>) {
  return (
    <Base.Root
      className={classNames(styles.root, className)}
      value={value}
      onValueChange={next => onChange(next)}
    >
      {children}
    </Base.Root>
  );
}

export interface TabListProps {
  readonly label: string;
  readonly variant?: "pill" | "underline";
  /** What stands at the far end of the row of tabs: a note, a count, a button. */
  readonly trailing?: ReactNode;
  readonly children: ReactNode;
}

export function TabList({ label, variant = "pill", trailing, children }: TabListProps) {
  return (
    <div className={styles.bar}>
      <Base.List
        activateOnFocus
        aria-label={label}
        className={classNames(styles.list, styles[variant])}
      >
        {children}
      </Base.List>
      {trailing === undefined ? null : <div className={styles.trailing}>{trailing}</div>}
    </div>
  );
}

export interface TabProps {
  readonly value: string;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

export function Tab({ value, disabled = false, children }: TabProps) {
  return (
    <Base.Tab value={value} disabled={disabled} className={styles.tab}>
      {children}
    </Base.Tab>
  );
}

export interface TabPanelProps {
  readonly value: string;
  /** Keeps the panel's state while another is shown. */
  readonly keepMounted?: boolean;
  readonly children: ReactNode;
}

export function TabPanel({ value, keepMounted = false, children }: TabPanelProps) {
  return (
    <Base.Panel value={value} keepMounted={keepMounted} className={styles.panel}>
      {children}
    </Base.Panel>
  );
}
