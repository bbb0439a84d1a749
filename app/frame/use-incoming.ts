/** Imports files dropped, and text pasted, anywhere in the window. */
import { useLayoutEffect } from "react";
import { detectImporter, isProjectFile } from "../../engine/index.ts";
import { useWorkbench } from "../hooks/index.ts";
import { hasAlertDialog } from "../ui/index.ts";

/** The confidence at which pasted text opens the import. */
const CONFIDENT = 0.5;

const isImportable = (text: string): boolean => {
  const source = { name: null, bytes: null, text };
  return isProjectFile(source) || (detectImporter(source)?.confidence ?? 0) >= CONFIDENT;
};

/** Whether the target is an editor, which handles the paste itself. */
const isEditor = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest("input, textarea, select, [contenteditable], .monaco-editor") !== null;

/** Opens the import dialog. Without a handler the browser would navigate to a dropped file. */
export const useIncoming = (): void => {
  const { workspace } = useWorkbench();
  useLayoutEffect(() => {
    const take = (incoming: File | string) => workspace.setState({ dialog: "import", incoming });
    const onDragOver = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      if (!hasAlertDialog()) take(file);
    };
    const onPaste = (event: ClipboardEvent) => {
      const isBusy = hasAlertDialog() || workspace.getState().dialog !== null;
      if (isBusy || isEditor(event.target)) return;
      const [file] = event.clipboardData?.files ?? [];
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (file) take(file);
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
