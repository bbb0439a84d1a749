/** The buttons of the import dialog: read, cancel, and the choice of where the tables go. */
import { useStore } from "zustand";
import { useWorkbench } from "../hooks/index.ts";
import type { ProjectController } from "../project/index.ts";
import { Button } from "../ui/index.ts";
import { hasTables } from "./findings.ts";
import type { ImportReader, ReadTables } from "./import-reader.ts";
import { notifyOf } from "./notify-of.ts";

type Props = {
  readonly reader: ImportReader;
  readonly controller: ProjectController;
  /** The pasted text. */
  readonly text: string;
  readonly onDone: () => void;
};

export const ImportActions = ({ reader, controller, text, onDone }: Props) => {
  const reading = useStore(reader.store);
  if (reading.kind === "reading") {
    return <Button onClick={() => reader.reset()}>Cancel</Button>;
  }
  if (reading.kind === "read" && hasTables(reading.tables)) {
    return <Destinations {...{ reader, controller, onDone }} tables={reading.tables} />;
  }
  const read = () => void reader.read(text);
  return (
    <Button variant="primary" disabled={text.trim() === ""} onClick={read}>
      Read
    </Button>
  );
};

type DestinationsProps = Omit<Props, "text"> & { readonly tables: ReadTables };

const Destinations = ({ reader, controller, tables, onDone }: DestinationsProps) => {
  const { ports } = useWorkbench();
  const finish = async (body: () => Promise<void>) => {
    try {
      await body();
      onDone();
    } catch (thrown) {
      reader.fail(thrown);
    }
  };
  const openAsProject = () => controller.openImport(tables.name, tables.document);
  const addToProject = async () => {
    const { diagnostics } = await controller.addImport(tables);
    notifyOf(diagnostics, ports);
  };
  return (
    <>
      <Button onClick={() => void finish(openAsProject)}>Open as a new project</Button>
      <Button variant="primary" onClick={() => void finish(addToProject)}>
        Add to this project
      </Button>
    </>
  );
};
