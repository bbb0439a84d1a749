/** Keeps the whole diagram in view when the canvas is resized, until the user moves the view. */
import { useReactFlow } from "@xyflow/react";
import { type RefObject, useCallback, useEffect, useRef } from "react";
import { useProject, useWorkspace } from "../hooks/index.ts";
import { fitOptions } from "./use-canvas-port.ts";

/** Handles the start of a movement; without an event, the user did not cause it. */
export const useKeepFitted = (
  frame: RefObject<HTMLElement | null>,
): ((event: globalThis.MouseEvent | TouchEvent | null) => void) => {
  const flow = useReactFlow();
  const opened = useProject(state => state.opened);
  const screen = useWorkspace(state => state.screen);
  const moved = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another project or screen resets the state
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
