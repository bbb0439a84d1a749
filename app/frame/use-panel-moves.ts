/** Moves the focus between the panels of the window. */
import { type RefObject, useEffect } from "react";
import { useWorkbench } from "../hooks/index.ts";

const FOCUSABLE =
  'input:enabled, textarea:enabled, select:enabled, button:enabled, a[href], [tabindex="0"]';

/** The panels in the order of the page; a panel with others inside is none itself. */
const panelsIn = (window: HTMLElement): readonly HTMLElement[] =>
  [...window.querySelectorAll<HTMLElement>("[data-panel]")].filter(
    panel => panel.querySelector("[data-panel]") === null,
  );

/** Focuses what had the focus in the panel before, or its first control. */
const enter = (panel: HTMLElement, before: HTMLElement | undefined): void => {
  if (before && panel.contains(before)) before.focus();
  else panel.querySelector<HTMLElement>(FOCUSABLE)?.focus();
};

export const usePanelMoves = (window: RefObject<HTMLElement | null>): void => {
  const { ports } = useWorkbench();
  useEffect(() => {
    const element = window.current;
    if (element === null) return;
    const focused = new WeakMap<HTMLElement, HTMLElement>();
    const current = () => document.activeElement?.closest<HTMLElement>("[data-panel]") ?? null;
    const remember = ({ target }: FocusEvent) => {
      const panel = current();
      if (panel && target instanceof HTMLElement) focused.set(panel, target);
    };
    element.addEventListener("focusin", remember);
    ports.panels = {
      move(by) {
        const panels = panelsIn(element);
        const panel = current();
        const at = panel === null ? -1 : panels.indexOf(panel);
        const next = panels.at(at < 0 && by < 0 ? -1 : (at + by) % panels.length);
        if (next?.id === "canvas" && !focused.has(next)) ports.canvas?.focus();
        else if (next) enter(next, focused.get(next));
      },
    };
    return () => {
      element.removeEventListener("focusin", remember);
      ports.panels = null;
    };
  }, [ports, window]);
};
