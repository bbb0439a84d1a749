/** Read-only code with line numbers. */
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./code-block.module.css";

export type CodeBlockProps = {
  readonly label: string;
  /** Rendered lines, or a plain text. */
  readonly lines: readonly ReactNode[] | string;
  readonly wrap?: boolean;
};

export const CodeBlock = ({ label, lines, wrap = false }: CodeBlockProps) => {
  const rendered = typeof lines === "string" ? lines.split("\n") : lines;
  const width = `${String(rendered.length).length}ch`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the keyboard
    <section aria-label={label} tabIndex={0} className={styles.block}>
      <code className={classNames(styles.code, wrap && styles.wrap)}>
        {rendered.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is identified by its number
          <span key={index} className={styles.line}>
            <span className={styles.number} style={{ minWidth: width }} aria-hidden>
              {index + 1}
            </span>
            <span className={styles.text}>{line === "" ? "\n" : line}</span>
          </span>
        ))}
      </code>
    </section>
  );
};
