/** The toolbar of the export: target, file, copy, download. */
import { Copy, Download } from "lucide-react";
import { type ExportedFile, type Exporter, exporters } from "../../engine/index.ts";
import { useProject, useWorkbench } from "../hooks/index.ts";
import { download, fileName } from "../project/index.ts";
import { Button, Select } from "../ui/index.ts";
import styles from "./export-panel.module.css";

type Props = {
  readonly exporter: Exporter;
  readonly files: readonly ExportedFile[];
  readonly file: ExportedFile;
  readonly onTarget: (id: string) => void;
  readonly onFile: (name: string) => void;
};

const extensionOf = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

export const ExportBar = ({ exporter, files, file, onTarget, onFile }: Props) => {
  const project = useProject(state => state.name);
  const copy = useCopy(file.text);
  const [isSingle, name] = [files.length === 1, fileName(project, extensionOf(file.name))];
  const save = () =>
    download({ name: isSingle ? name : file.name, content: file.text, type: "text/plain" });
  return (
    <>
      <Select
        label="Target"
        showLabel={false}
        value={exporter.id}
        options={exporters.map(({ id, label }) => ({ value: id, label }))}
        onChange={onTarget}
      />
      {isSingle ? null : (
        <Select
          label="File"
          showLabel={false}
          value={file.name}
          options={files.map(each => ({ value: each.name, label: each.name }))}
          onChange={onFile}
        />
      )}
      <span className={styles.spacer} />
      <Button onClick={() => void copy()}>
        <Copy size={13} aria-hidden /> Copy
      </Button>
      <Button onClick={save}>
        <Download size={13} aria-hidden /> Download
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
