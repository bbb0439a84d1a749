/** Tabs, as pills or underlined. */
import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./tabs.module.css";

export type TabsProps<Value extends string> = {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

export const Tabs = <Value extends string>({
  value,
  onChange,
  className,
  children,
}: TabsProps<Value>) => (
  <Base.Root
    className={classNames(styles.root, className)}
    value={value}
    onValueChange={next => onChange(next)}
  >
    {children}
  </Base.Root>
);

export type TabListProps = {
  readonly label: string;
  readonly variant?: "pill" | "underline";
  /** Elements at the end of the tab list: a note, a count, a button. */
  readonly trailing?: ReactNode;
  readonly children: ReactNode;
};

export const TabList = ({ label, variant = "pill", trailing, children }: TabListProps) => (
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

export type TabProps = {
  readonly value: string;
  readonly disabled?: boolean;
  readonly children: ReactNode;
};

export const Tab = ({ value, disabled = false, children }: TabProps) => (
  <Base.Tab value={value} disabled={disabled} className={styles.tab}>
    {children}
  </Base.Tab>
);

export type TabPanelProps = {
  readonly value: string;
  /** Whether the panel keeps its state while another is visible. */
  readonly keepMounted?: boolean;
  readonly children: ReactNode;
};

export const TabPanel = ({ value, keepMounted = false, children }: TabPanelProps) => (
  <Base.Panel value={value} keepMounted={keepMounted} className={styles.panel}>
    {children}
  </Base.Panel>
);
