/** Read-only code with line numbers. */
import { memo, type ReactNode, useMemo, useRef } from "react";
import styles from "./code-block.module.css";
import { useVisibleRows } from "./use-visible-rows.ts";

export type CodeBlockProps = {
  readonly label: string;
  readonly text: string;
  /** Renders a line, for example with colors. Lines far out of view are plain text. */
  readonly renderLine?: ((line: string) => ReactNode) | undefined;
};

/** Pixels, as in the style sheet. */
const LINE_HEIGHT = 20;
/** Lines out of view become one element of this many lines: a long text has few elements, and all of it is found. */
const CHUNK_LINES = 50;

export const CodeBlock = ({ label, text, renderLine }: CodeBlockProps) => {
  const viewport = useRef<HTMLElement>(null);
  const chunks = useMemo(() => chunksOf(text), [text]);
  const last = chunks.at(-1);
  const lineCount = last ? last.start + last.lines.length : 0;
  const visible = useVisibleRows(viewport, lineCount, LINE_HEIGHT);
  const width = `${String(lineCount).length}ch`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the keyboard
    <section ref={viewport} aria-label={label} tabIndex={0} className={styles.block}>
      <code className={styles.code}>
        {chunks.map(chunk => {
          const { start, lines } = chunk;
          const isVisible = start < visible.end && start + lines.length > visible.first;
          return isVisible ? (
            <Lines key={start} {...{ chunk, width, renderLine }} />
          ) : (
            <span key={start} className={styles.far} style={{ paddingInlineStart: width }}>
              {lines.join("\n")}
            </span>
          );
        })}
      </code>
    </section>
  );
};

type Chunk = { readonly start: number; readonly lines: readonly string[] };

const chunksOf = (text: string): readonly Chunk[] => {
  const lines = text.split("\n");
  return Array.from({ length: Math.ceil(lines.length / CHUNK_LINES) }, (_, index) => {
    const start = index * CHUNK_LINES;
    return { start, lines: lines.slice(start, start + CHUNK_LINES) };
  });
};

type LinesProps = Pick<CodeBlockProps, "renderLine"> & {
  readonly chunk: Chunk;
  readonly width: string;
};

const Lines = memo(({ chunk, width, renderLine }: LinesProps) =>
  chunk.lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line is identified by its number
    <span key={index} className={styles.line}>
      <span className={styles.number} style={{ minWidth: width }} aria-hidden>
        {chunk.start + index + 1}
      </span>
      <span className={styles.text}>{line === "" ? "\n" : (renderLine?.(line) ?? line)}</span>
    </span>
  )),
);
