/** Underlines the parts of a typed line that diagnostics refer to; lies below the input of the line. */
import type { ReactNode } from "react";
import { type Diagnostic, isError } from "../../engine/index.ts";
import styles from "./underlined-ranges.module.css";

export type UnderlinedRangesProps = {
  readonly line: string;
  readonly diagnostics: readonly Diagnostic[];
  /** How far the input is scrolled, in pixels. */
  readonly scrolled: number;
};

export const UnderlinedRanges = ({ line, diagnostics, scrolled }: UnderlinedRangesProps) => (
  <div className={styles.text} aria-hidden>
    <div className={styles.content} style={{ transform: `translateX(${-scrolled}px)` }}>
      {partsOf(line, diagnostics)}
    </div>
  </div>
);

const partsOf = (line: string, diagnostics: readonly Diagnostic[]): readonly ReactNode[] => {
  const found = diagnostics
    .flatMap(({ range, ...rest }) => (range ? [{ range, isError: isError(rest) }] : []))
    .toSorted((one, other) => one.range.start - other.range.start);
  const parts: ReactNode[] = [];
  let end = 0;
  for (const { range, isError: isWrong } of found) {
    const start = Math.max(end, range.start);
    if (range.end <= start) continue;
    parts.push(
      line.slice(end, start),
      <span key={start} className={isWrong ? styles.error : styles.warning}>
        {line.slice(start, range.end)}
      </span>,
    );
    end = range.end;
  }
  return [...parts, line.slice(end)];
};
