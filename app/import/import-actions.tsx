/** The buttons of the import dialog: read, cancel, and the choice of where the tables go. */
import { useStore } from "zustand";
import { useAttempt, useWorkbench } from "../hooks/index.ts";
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
    return <Button onClick={() => reader.cancel()}>Cancel</Button>;
  }
  const isAccepting = reading.kind === "accepting";
  if (isAccepting || (reading.kind === "read" && hasTables(reading.tables))) {
    return <Destinations {...{ reader, controller, onDone }} disabled={isAccepting} />;
  }
  if ((reading.kind === "recognized" || reading.kind === "failed") && reading.models) {
    return (
      <Button variant="primary" onClick={() => void reader.readModels()}>
        Read with {reading.models.label}
      </Button>
    );
  }
  const read = () => void reader.read(text);
  return (
    <Button variant="primary" disabled={text.trim() === ""} onClick={read}>
      Read
    </Button>
  );
};

type DestinationsProps = Omit<Props, "text"> & { readonly disabled: boolean };

const Destinations = ({ reader, controller, disabled, onDone }: DestinationsProps) => {
  const { ports } = useWorkbench();
  const attempt = useAttempt();
  const accept = (body: (tables: ReadTables) => Promise<void>) =>
    attempt(async () => {
      if (await reader.accept(body)) onDone();
    });
  const openAsProject = (tables: ReadTables) => controller.openImport(tables.name, tables);
  const addToProject = async (tables: ReadTables) => {
    const { diagnostics } = await controller.addImport(tables);
    notifyOf(diagnostics, ports);
  };
  return (
    <>
      <Button disabled={disabled} onClick={() => accept(openAsProject)}>
        Open as a new project
      </Button>
      <Button variant="primary" disabled={disabled} onClick={() => accept(addToProject)}>
        Add to this project
      </Button>
    </>
  );
};
