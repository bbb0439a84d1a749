/** Read-only code with the editor's colours. Plain text until the editor is loaded. */
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { TextRange } from "../../engine/index.ts";
import { CodeBlock } from "../ui/index.ts";
import styles from "./code-view.module.css";
import type { Viewer } from "./viewer.ts";

export type CodeViewProps = {
  readonly label: string;
  readonly text: string;
  readonly language: string;
  /** The ranges whose lines are highlighted. */
  readonly marked: readonly TextRange[];
  /** Where the view scrolls to when this changes; null leaves it. */
  readonly revealed: number | null;
  /** Receives the offset of the character under the pointer or the cursor; null where there is none. */
  readonly onPoint: (offset: number | null) => void;
};

export const CodeView = ({ label, text, language, marked, revealed, onPoint }: CodeViewProps) => {
  const host = useRef<HTMLDivElement>(null);
  const viewer = useViewer(host, label, onPoint);
  useEffect(() => viewer?.show({ text, language }), [viewer, text, language]);
  // The marks of one text mean nothing in another.
  // biome-ignore lint/correctness/useExhaustiveDependencies: marks are set again for another text
  useEffect(() => viewer?.mark(marked), [viewer, marked, text]);
  useEffect(() => {
    if (revealed !== null) viewer?.reveal(revealed);
  }, [viewer, revealed]);
  return (
    <section aria-label={label} className={styles.view}>
      <div ref={host} className={styles.host} />
      {viewer ? null : (
        <div className={styles.loading}>
          <CodeBlock label={`${label}, loading`} text={text} />
        </div>
      )}
    </section>
  );
};

const useViewer = (
  host: React.RefObject<HTMLElement | null>,
  label: string,
  onPoint: CodeViewProps["onPoint"],
): Viewer | null => {
  const [viewer, setViewer] = useState<Viewer | null>(null);
  const point = useEffectEvent(onPoint);
  useEffect(() => {
    let created: Viewer | null = null;
    let gone = false;
    void import("./viewer.ts").then(({ Viewer }) => {
      if (gone || !host.current) return;
      created = new Viewer({ host: host.current, label, onPoint: offset => point(offset) });
      setViewer(created);
    });
    return () => {
      gone = true;
      created?.close();
      setViewer(null);
    };
  }, [host, label]);
  return viewer;
};
