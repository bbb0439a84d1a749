/** The editor of the query, with the failure and the highlights of a run. */
import { useEffect, useRef } from "react";
import type { Playground } from "../playground.ts";
import styles from "./code-editor.module.css";
import { connectEditor } from "./connect-editor.ts";

export const CodeEditor = ({ playground }: { readonly playground: Playground }) => {
  const host = useRef<HTMLDivElement>(null);
  useEffect(
    () => (host.current ? connectEditor(host.current, playground) : undefined),
    [playground],
  );
  return <div ref={host} className={styles.host} />;
};

export default CodeEditor;
