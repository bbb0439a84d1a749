/** Imports files and folders dropped, and text pasted, anywhere in the window. */
import { useLayoutEffect } from "react";
import { detectImporter, isProjectFile, recognizeModels } from "../../engine/index.ts";
import { useWorkbench } from "../hooks/index.ts";
import type { Incoming } from "../state/index.ts";
import { hasAlertDialog } from "../ui/index.ts";
import { isEditor } from "./is-editor.ts";

/** The confidence at which pasted text opens the import. */
const CONFIDENT = 0.5;

/** A longer text is not looked at for models. */
const MAX_MODELS = 1_000_000;

const hasModels = (text: string): boolean => {
  if (text.length > MAX_MODELS) return false;
  const models = recognizeModels(new Map([["models.py", text]]));
  return models !== null && models.confidence >= CONFIDENT;
};

const isImportable = (text: string): boolean => {
  const source = { name: null, bytes: null, text };
  if (isProjectFile(source) || hasModels(text)) return true;
  return (detectImporter(source)?.confidence ?? 0) >= CONFIDENT;
};

/** The files, and the folders as entries, which only exist while the event is handled. */
const droppedItems = (transfer: DataTransfer | null): readonly (File | FileSystemEntry)[] =>
  [...(transfer?.items ?? [])].flatMap(item => {
    const entry = item.webkitGetAsEntry();
    return (entry?.isDirectory ? entry : item.getAsFile()) ?? [];
  });

/** Opens the import dialog. Without a handler the browser would navigate to a dropped file. */
export const useIncoming = (): void => {
  const { workspace } = useWorkbench();
  useLayoutEffect(() => {
    const take = (incoming: Incoming) => workspace.setState({ dialog: "import", incoming });
    const onDragOver = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      const items = droppedItems(event.dataTransfer);
      if (items.length === 0) return;
      event.preventDefault();
      if (!hasAlertDialog()) take(items);
    };
    const onPaste = (event: ClipboardEvent) => {
      const isBusy = hasAlertDialog() || workspace.getState().dialog !== null;
      if (isBusy || isEditor(event.target)) return;
      const files = [...(event.clipboardData?.files ?? [])];
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (files.length > 0) take(files);
      else if (isImportable(text)) take(text);
    };
    addEventListener("dragover", onDragOver);
    addEventListener("drop", onDrop);
    addEventListener("paste", onPaste);
    return () => {
      removeEventListener("dragover", onDragOver);
      removeEventListener("drop", onDrop);
      removeEventListener("paste", onPaste);
    };
  }, [workspace]);
};
