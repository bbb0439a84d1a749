/** Keeps the whole diagram in view when the canvas changes size, until the person moves the view. */
import { useReactFlow } from "@xyflow/react";
import { type RefObject, useCallback, useEffect, useRef } from "react";
import { useProject, useWorkspace } from "../hooks/index.ts";
import { fitOptions } from "./use-canvas-port.ts";

/** To be called when the view starts to move; without an event, it was not the person. */
export const useKeepFitted = (
  frame: RefObject<HTMLElement | null>,
): ((event: globalThis.MouseEvent | TouchEvent | null) => void) => {
  const flow = useReactFlow();
  const opened = useProject(state => state.opened);
  const screen = useWorkspace(state => state.screen);
  const moved = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another project or screen starts afresh
  useEffect(() => {
    moved.current = false;
    void flow.fitView(fitOptions);
  }, [opened, screen, flow]);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      if (!moved.current) void flow.fitView(fitOptions);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, flow]);

  return useCallback(event => {
    if (event !== null) moved.current = true;
  }, []);
};
