/** Relates a column to the table or column that is clicked or tapped next; Escape and a click elsewhere cancel. */
import { type RefObject, useEffect } from "react";
import { relate } from "../commands/index.ts";
import { useWorkbench, useWorkspace } from "../hooks/index.ts";
import { relationAt } from "./use-connecting.ts";

export const useTapRelating = (frame: RefObject<HTMLElement | null>): void => {
  const bench = useWorkbench();
  const from = useWorkspace(state => state.relating);
  useEffect(() => {
    const area = frame.current;
    if (from === null || area === null) return;
    const end = () => bench.workspace.setState({ relating: null });
    const take = (event: MouseEvent) => {
      event.stopPropagation();
      end();
      const point = { x: event.clientX, y: event.clientY };
      const ends = relationAt(bench.project.getState().document, from, point);
      if (ends !== null) relate(bench, ends);
    };
    const cancel = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      end();
    };
    area.addEventListener("click", take, { capture: true });
    addEventListener("keydown", cancel, { capture: true });
    return () => {
      area.removeEventListener("click", take, { capture: true });
      removeEventListener("keydown", cancel, { capture: true });
    };
  }, [bench, frame, from]);
};
