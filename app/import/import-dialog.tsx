/** The import dialog: paste text or choose files, see what was found, and choose where it goes. */
import { useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import { useWorkbench, useWorkspace } from "../hooks/index.ts";
import type { ProjectController } from "../project/index.ts";
import { Dialog } from "../ui/index.ts";
import { formatsText } from "./formats.ts";
import { ImportActions } from "./import-actions.tsx";
import { ImportBody } from "./import-body.tsx";
import { type ImportPort, ImportReader } from "./import-reader.ts";
import { readModels } from "./models/read-models.ts";
import { notifyOf } from "./notify-of.ts";

type Props = { readonly controller: ProjectController };

const portOf = (controller: ProjectController): ImportPort => ({
  readImport: (input, options) => controller.readImport(input, options),
  openFile: (file, signal) => controller.openFile(file, signal),
  readModels,
});

export const ImportDialog = ({ controller }: Props) => {
  const { workspace, ports } = useWorkbench();
  const open = useWorkspace(state => state.dialog === "import");
  const incoming = useWorkspace(state => state.incoming);
  const reader = useMemo(() => new ImportReader(portOf(controller)), [controller]);
  const reading = useStore(reader.store);
  const [text, setText] = useState("");

  const close = () => workspace.setState({ dialog: null });
  useEffect(() => {
    if (open) return;
    reader.reset();
    setText("");
  }, [open, reader]);
  useEffect(() => {
    if (reading.kind !== "opened") return;
    workspace.setState({ dialog: null });
    notifyOf(reading.diagnostics, ports);
  }, [reading, workspace, ports]);
  useEffect(() => {
    if (incoming === null) return;
    workspace.setState({ incoming: null });
    if (typeof incoming === "string") setText(incoming);
    void reader.read(incoming);
  }, [workspace, incoming, reader]);

  return (
    <Dialog
      open={open}
      size="large"
      holdsInput
      title="Import"
      description={formatsText}
      onOpenChange={next => {
        if (!next) close();
      }}
      actions={<ImportActions reader={reader} controller={controller} text={text} onDone={close} />}
    >
      <ImportBody reader={reader} text={text} onText={setText} />
    </Dialog>
  );
};
