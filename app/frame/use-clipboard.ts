/** Copies, cuts and pastes what is selected in the diagram by the keys and menus of the browser. */
import { useEffect } from "react";
import {
  COPY_TYPE,
  deleteSelection,
  pastePart,
  printPart,
  selectedPart,
} from "../commands/index.ts";
import { useWorkbench } from "../hooks/index.ts";
import { hasAlertDialog } from "../ui/index.ts";
import { isEditor } from "./is-editor.ts";

export const useClipboard = (): void => {
  const bench = useWorkbench();
  useEffect(() => {
    const isBusy = (event: Event) =>
      hasAlertDialog() || bench.workspace.getState().dialog !== null || isEditor(event.target);
    const copy = (event: ClipboardEvent): boolean => {
      const { document: design, selection } = bench.project.getState();
      const hasText = getSelection()?.isCollapsed === false;
      const part = isBusy(event) || hasText ? null : selectedPart(design, selection);
      if (part === null) return false;
      const { sql, data } = printPart(part);
      event.clipboardData?.setData("text/plain", sql);
      event.clipboardData?.setData(COPY_TYPE, data);
      event.preventDefault();
      return true;
    };
    const cut = (event: ClipboardEvent) => {
      if (copy(event)) deleteSelection.run(bench);
    };
    // Before the import, which takes other pastes.
    const paste = (event: ClipboardEvent) => {
      const data = event.clipboardData?.getData(COPY_TYPE) ?? "";
      if (data === "" || isBusy(event) || !pastePart(bench, data)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    addEventListener("copy", copy);
    addEventListener("cut", cut);
    addEventListener("paste", paste, { capture: true });
    return () => {
      removeEventListener("copy", copy);
      removeEventListener("cut", cut);
      removeEventListener("paste", paste, { capture: true });
    };
  }, [bench]);
};
