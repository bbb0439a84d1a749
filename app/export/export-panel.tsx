/** The design in another language: pick a target, read the code, take it along. */
import { Copy, Download } from "lucide-react";
import { useMemo, useState } from "react";
import { type Exporter, exporters } from "../../engine/index.ts";
import { useDocument, useProject, useWorkbench } from "../hooks/index.ts";
import { download, fileName } from "../project/index.ts";
import { Button, Callout, EmptyState, Pane, Select } from "../ui/index.ts";
import { CodeView } from "./code-view.tsx";
import styles from "./export-panel.module.css";

const MOST_NOTES = 20;
const REMEMBERED = "stele.export";

const remembered = (): string => {
  try {
    return localStorage.getItem(REMEMBERED) ?? "sqlalchemy";
  } catch {
    return "sqlalchemy";
  }
};

const remember = (id: string): void => {
  try {
    localStorage.setItem(REMEMBERED, id);
  } catch {
    // The choice lasts as long as the page.
  }
};

const exporterOf = (id: string): Exporter | undefined =>
  exporters.find(exporter => exporter.id === id) ?? exporters[0];

export const ExportPanel = () => {
  const bench = useWorkbench();
  const design = useDocument();
  const name = useProject(state => state.name);
  const [target, setTarget] = useState(remembered);
  const exporter = exporterOf(target);
  const result = useMemo(() => exporter?.export(design), [exporter, design]);
  const [file] = result?.value ?? [];
  if (!exporter || !result || !file) {
    return <EmptyState title="Nothing to export">Add a table first.</EmptyState>;
  }
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(file.text);
      bench.ports.tell({ title: "Copied" });
    } catch {
      bench.ports.tell({
        title: "The browser did not allow that",
        description: "Select the code and copy it by hand, or download it.",
      });
    }
  };
  return (
    <Pane
      label="Export"
      bar={
        <>
          <Select
            label="Target"
            showLabel={false}
            value={exporter.id}
            options={exporters.map(({ id, label }) => ({ value: id, label }))}
            onChange={id => {
              setTarget(id);
              remember(id);
            }}
          />
          <span className={styles.spacer} />
          <Button onClick={() => void copy()}>
            <Copy size={13} aria-hidden /> Copy
          </Button>
          <Button
            onClick={() =>
              download({
                name: fileName(name, exporter.extension),
                content: file.text,
                type: "text/plain",
              })
            }
          >
            <Download size={13} aria-hidden /> Download
          </Button>
        </>
      }
    >
      {result.diagnostics.length > 0 ? (
        <div className={styles.notes}>
          <Callout kind="warning" title="Not everything could be said as it was drawn">
            <ul className={styles.list}>
              {result.diagnostics.slice(0, MOST_NOTES).map(({ message, hint }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew with the code
                <li key={index}>
                  {message} {hint}
                </li>
              ))}
            </ul>
          </Callout>
        </div>
      ) : null}
      <div className={styles.code}>
        <CodeView label={exporter.label} text={file.text} language={exporter.language} />
      </div>
    </Pane>
  );
};
