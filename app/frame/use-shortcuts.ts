/** Runs commands by their shortcuts. */
import { useEffect } from "react";
import { commandFor, commands } from "../commands/index.ts";
import { useWorkbench } from "../hooks/index.ts";
import { hasAlertDialog } from "../ui/index.ts";

const TEXT_PLACES = "input, textarea, select, [contenteditable], [role=textbox], .monaco-editor";
// These elements handle their keys themselves.
const LISTS = "[role=menu], [role=listbox]";
const OWN_KEYS = "button, a, summary, [role=menu], [role=listbox], [role=tree], [role=grid]";

const handlesItself = (target: Element, key: string): boolean => {
  if (key === "Escape") return target.closest(LISTS) !== null;
  return (key === "Enter" || key === " ") && target.closest(OWN_KEYS) !== null;
};

export const useShortcuts = (): void => {
  const bench = useWorkbench();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : document.body;
      if (hasAlertDialog()) return;
      const inDialog = target.closest("[role=dialog]") !== null;
      const typing = target.closest(TEXT_PLACES) !== null || inDialog;
      if (handlesItself(target, event.key)) return;
      const command = commandFor(event, { bench, commands, typing });
      if (command === undefined) return;
      event.preventDefault();
      command.run(bench);
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [bench]);
};
