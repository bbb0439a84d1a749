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
    return (
      <>
        <Button onClick={() => reader.cancel()}>Cancel</Button>
        <ReadButton label={reading.models?.label} disabled onClick={() => undefined} />
      </>
    );
  }
  const isAccepting = reading.kind === "accepting";
  if (isAccepting || (reading.kind === "read" && hasTables(reading.tables))) {
    return <Destinations {...{ reader, controller, onDone }} disabled={isAccepting} />;
  }
  if ((reading.kind === "recognized" || reading.kind === "failed") && reading.models) {
    const { label } = reading.models;
    return <ReadButton label={label} onClick={() => void reader.readModels()} />;
  }
  return <ReadButton disabled={text.trim() === ""} onClick={() => void reader.read(text)} />;
};

type ReadButtonProps = {
  /** The library that reads; undefined for a format that Stele reads itself. */
  readonly label?: string | undefined;
  readonly disabled?: boolean;
  readonly onClick: () => void;
};

/** It stays in its place while something is read, so that a double click does not cancel. */
const ReadButton = ({ label, disabled = false, onClick }: ReadButtonProps) => (
  <Button variant="primary" disabled={disabled} onClick={onClick}>
    {label === undefined ? "Read" : `Read with ${label}`}
  </Button>
);

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
