/** Files dropped and SQL pasted anywhere in the window. */
import { useLayoutEffect } from "react";
import { useWorkbench } from "../hooks/index.ts";

const LOOKS_LIKE_SQL = /\bcreate\s+(temp(orary)?\s+)?table\b/i;

/** Where text is typed, a paste is for the text. */
const isTextPlace = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest("input, textarea, select, [contenteditable], .monaco-editor") !== null;

/** Opens the import for them. A window that can be seen takes what is dropped on it: else the browser would leave. */
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
      take(file);
    };
    const onPaste = (event: ClipboardEvent) => {
      if (isTextPlace(event.target) || workspace.getState().dialog !== null) return;
      const [file] = event.clipboardData?.files ?? [];
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (file) take(file);
      else if (LOOKS_LIKE_SQL.test(text)) take(text);
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
