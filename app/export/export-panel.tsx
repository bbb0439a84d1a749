/** The design in another language: choose a target, read the code, copy or download it. */
import { useMemo, useState } from "react";
import { useDocument } from "../hooks/index.ts";
import { EmptyState, Pane } from "../ui/index.ts";
import { CodeView } from "./code-view.tsx";
import { ExportBar } from "./export-bar.tsx";
import { ExportNotes } from "./export-notes.tsx";
import styles from "./export-panel.module.css";
import { useTarget } from "./use-target.ts";

export const ExportPanel = () => {
  const design = useDocument();
  const [exporter, chooseTarget] = useTarget();
  const [fileName, setFileName] = useState("");
  const result = useMemo(() => exporter?.export(design), [exporter, design]);
  const files = result?.value ?? [];
  const file = files.find(({ name }) => name === fileName) ?? files[0];
  if (!exporter || !result || !file) {
    return <EmptyState title="Nothing to export">Add a table first.</EmptyState>;
  }
  const bar = (
    <ExportBar
      exporter={exporter}
      files={files}
      file={file}
      onTarget={chooseTarget}
      onFile={setFileName}
    />
  );
  return (
    <Pane label="Export" bar={bar}>
      <ExportNotes diagnostics={result.diagnostics} />
      <div className={styles.code}>
        <CodeView label={exporter.label} text={file.text} language={exporter.language} />
      </div>
    </Pane>
  );
};
