/** Files dropped and SQL pasted anywhere in the window. */
import { useEffect, useRef } from "react";
import type { Workbench } from "../state/index.ts";

type Take = (source: File | string) => void;

const LOOKS_LIKE_SQL = /\bcreate\s+(temp(orary)?\s+)?table\b/i;

/** Where text is typed, a paste is for the text. */
const isTextPlace = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest("input, textarea, select, [contenteditable], .monaco-editor") !== null;

export const useIncoming = (bench: Workbench, take: Take): void => {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      latest.current(file);
    };
    const onPaste = (event: ClipboardEvent) => {
      if (isTextPlace(event.target) || bench.workspace.getState().dialog !== null) return;
      const [file] = event.clipboardData?.files ?? [];
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (file) latest.current(file);
      else if (LOOKS_LIKE_SQL.test(text)) latest.current(text);
    };
    addEventListener("dragover", onDragOver);
    addEventListener("drop", onDrop);
    addEventListener("paste", onPaste);
    return () => {
      removeEventListener("dragover", onDragOver);
      removeEventListener("drop", onDrop);
      removeEventListener("paste", onPaste);
    };
  }, [bench]);
};
