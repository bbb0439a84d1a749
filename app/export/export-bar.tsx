/** The toolbar of the export: target, file, copy, download. */
import { Copy, Download } from "lucide-react";
import { type ExportedFile, exporters } from "../../engine/index.ts";
import { useProject, useWorkbench } from "../hooks/index.ts";
import { Button, Select } from "../ui/index.ts";
import styles from "./export-panel.module.css";
import { saveFiles } from "./save-files.ts";
import type { ExportState } from "./use-export.ts";

type Props = {
  readonly state: ExportState;
  readonly file: ExportedFile;
  readonly onFile: (name: string) => void;
};

export const ExportBar = ({ state, file, onFile }: Props) => {
  const project = useProject(({ name }) => name);
  const copy = useCopy(file.text);
  const { exporter, files, chooseTarget } = state;
  const isSingle = files.length === 1;
  return (
    <>
      <Select
        label="Target"
        showLabel={false}
        value={exporter.id}
        options={exporters.map(({ id, label, group }) => ({ value: id, label, group }))}
        onChange={chooseTarget}
      />
      {isSingle ? null : (
        <Select
          label="File"
          showLabel={false}
          mono
          value={file.name}
          options={files.map(({ name }) => ({ value: name, label: name }))}
          onChange={onFile}
        />
      )}
      <span className={styles.spacer} />
      <Button onClick={() => void copy()}>
        <Copy size={13} aria-hidden /> Copy
      </Button>
      <Button onClick={() => saveFiles(project, files)}>
        <Download size={13} aria-hidden /> {isSingle ? "Download" : "Download zip"}
      </Button>
    </>
  );
};

const useCopy = (text: string) => {
  const { ports } = useWorkbench();
  return async () => {
    try {
      await navigator.clipboard.writeText(text);
      ports.notify({ title: "Copied" });
    } catch {
      ports.notify({
        title: "The browser did not allow access to the clipboard",
        description: "Select the code and copy it with the keyboard, or download it.",
      });
    }
  };
};
