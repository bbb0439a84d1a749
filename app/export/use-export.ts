/** The state of the export screen: what is exported, how, and the result. */
import { useMemo, useState } from "react";
import {
  type Diagnostic,
  type ExportedFile,
  type Exporter,
  exporters,
  limitToTables,
  type OptionValues,
  type SchemaDocument,
  type TableId,
} from "../../engine/index.ts";
import { useDocument, useProject, useWorkbench } from "../hooks/index.ts";
import { ExportChoices } from "./export-choices.ts";

export type ExportState = {
  readonly exporter: Exporter;
  readonly options: OptionValues;
  /** Whether only the selected tables are exported. */
  readonly selectedOnly: boolean;
  readonly files: readonly ExportedFile[];
  readonly diagnostics: readonly Diagnostic[];
  chooseTarget(id: string): void;
  setOption(id: string, value: string | boolean): void;
  setSelectedOnly(only: boolean): void;
};

const choices = new ExportChoices({
  getItem: key => localStorage.getItem(key),
  setItem: (key, text) => localStorage.setItem(key, text),
});

const exporterOf = (id: string): Exporter =>
  exporters.find(exporter => exporter.id === id) ?? (exporters[0] as Exporter);

export const useExport = (): ExportState => {
  const design = useDocument();
  const { ports } = useWorkbench();
  const project = ports.projects?.currentId() ?? "";
  const [target, setTarget] = useState(choices.target);
  const exporter = exporterOf(target);
  const [, setChanges] = useState(0);
  const options = choices.options(project, exporter.id);
  const [selectedOnly, setSelectedOnly] = useState(false);
  const tables = useProject(state => state.selection.tables);
  const result = useResult({ design, exporter, options, tables: selectedOnly ? tables : null });
  return {
    exporter,
    options,
    selectedOnly,
    ...result,
    chooseTarget(id) {
      choices.target = id;
      setTarget(id);
    },
    setOption(id, value) {
      choices.setOptions(project, exporter.id, { ...options, [id]: value });
      setChanges(count => count + 1);
    },
    setSelectedOnly,
  };
};

type Request = {
  readonly design: SchemaDocument;
  readonly exporter: Exporter;
  readonly options: OptionValues;
  /** The selected tables; null for all. */
  readonly tables: ReadonlySet<TableId> | null;
};

const useResult = ({ design, exporter, options, tables }: Request) => {
  const given = JSON.stringify(options);
  const selection = useMemo(
    () => (tables === null ? { value: design, diagnostics: [] } : limitToTables(design, tables)),
    [design, tables],
  );
  return useMemo(() => {
    const printed = exporter.export(selection.value, JSON.parse(given));
    return {
      files: printed.value,
      diagnostics: [...selection.diagnostics, ...printed.diagnostics],
    };
  }, [exporter, selection, given]);
};
