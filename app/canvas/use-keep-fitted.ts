/** Keeps the whole diagram in view when the canvas is resized, until the user moves the view. */
import { useReactFlow } from "@xyflow/react";
import { type RefObject, useCallback, useEffect, useRef } from "react";
import { recordsOf } from "../../engine/index.ts";
import { useProject, useWorkspace } from "../hooks/index.ts";
import { fitOptions } from "./fit.ts";

/** Handles the start of a movement; without an event, the user did not cause it. */
export const useKeepFitted = (
  frame: RefObject<HTMLElement | null>,
): ((event: globalThis.MouseEvent | TouchEvent | null) => void) => {
  const flow = useReactFlow();
  const opened = useProject(state => state.opened);
  const screen = useWorkspace(state => state.screen);
  const isEmpty = useProject(state => recordsOf(state.document, "table").length === 0);
  const moved = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another project or screen resets the state
  useEffect(() => {
    // The first table of an empty diagram appears where the user puts it.
    moved.current = isEmpty;
    if (!isEmpty) void flow.fitView(fitOptions(frame.current));
  }, [opened, screen, flow]);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      if (!moved.current) void flow.fitView(fitOptions(frame.current));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, flow]);

  return useCallback(event => {
    if (event !== null) moved.current = true;
  }, []);
};
