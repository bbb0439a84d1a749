/** A small word or number that tells the kind or the count of what it stands beside. */

import type { ReactNode } from "react";
import styles from "./badge.module.css";
import { classNames } from "./class-names.ts";

export interface BadgeProps {
  readonly tone?: "plain" | "accent" | "key" | "good" | "bad";
  readonly children: ReactNode;
}

export function Badge({ tone = "plain", children }: BadgeProps) {
  return <span className={classNames(styles.badge, styles[tone])}>{children}</span>;
}

const grouped = new Intl.NumberFormat("en");

/** A number with its thousands apart, in the quiet ink of a side note. */
export function Count({ value }: { readonly value: number }) {
  return <span className={styles.count}>{grouped.format(value)}</span>;
}
