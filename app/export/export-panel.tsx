/** The design in another language: choose a target and its options, read the code, copy or download it. */
import { useState } from "react";
import type { ExportedFile } from "../../engine/index.ts";
import { CodeView } from "../editor/index.ts";
import { useProject } from "../hooks/index.ts";
import { EmptyState, Pane, Panel, PanelHandle, Panels } from "../ui/index.ts";
import { useModelCheck } from "./check/check-view.tsx";
import { ExportBar } from "./export-bar.tsx";
import { ExportDetails } from "./export-details.tsx";
import { ExportOptions } from "./export-options.tsx";
import styles from "./export-panel.module.css";
import { type ExportState, useExport } from "./use-export.ts";
import { useLink } from "./use-link.ts";

export const ExportPanel = () => {
  // Another project has other options.
  const opened = useProject(state => state.opened);
  return <Export key={opened} />;
};

const Export = () => {
  const state = useExport();
  const check = useModelCheck();
  const [name, setName] = useState("");
  const file = state.files.find(each => each.name === name) ?? state.files[0];
  const isEmpty = useProject(({ document }) => document.records.size === 0);
  if (isEmpty || file === undefined) {
    return <EmptyState title="Nothing to export">Add a table first.</EmptyState>;
  }
  return (
    <Pane label="Export" bar={<ExportBar state={state} file={file} onFile={setName} />}>
      <ExportOptions state={state} />
      <Panels id="export-split" direction="vertical" panels={["code", "details"]}>
        <Panel id="code" minimum={120}>
          <LinkedCode state={state} file={file} />
        </Panel>
        <PanelHandle label="Height of the notes" />
        <Panel id="details" size={216} minimum={36} fixed>
          <ExportDetails state={state} check={check} />
        </Panel>
      </Panels>
    </Pane>
  );
};

type LinkedCodeProps = { readonly state: ExportState; readonly file: ExportedFile };

const LinkedCode = ({ state: { exporter }, file }: LinkedCodeProps) => {
  const link = useLink(file);
  return (
    <div className={styles.code}>
      <CodeView label={exporter.label} text={file.text} language={exporter.language} {...link} />
    </div>
  );
};
