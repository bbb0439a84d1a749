/** Code to read: mono face, a number at each line, any marks within the lines. */
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./code-block.module.css";

export type CodeBlockProps = {
  readonly label: string;
  /** The lines, each already rendered; or a plain text, which is split at its line ends. */
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
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number alone
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
