/** Runs edits for components, and notifies the user if one is rejected. */
import { useCallback } from "react";
import type { Diff, Report, SchemaDocument } from "../../engine/index.ts";
import { applyEdit } from "../commands/index.ts";
import type { EditOptions } from "../state/index.ts";
import { useWorkbench } from "./workbench.tsx";

/** Applies an edit and returns its diff; null if it was rejected. */
export type RunEdit = (
  label: string,
  change: (document: SchemaDocument) => Report<Diff>,
  options?: EditOptions,
) => Diff | null;

export const useEdit = (): RunEdit => {
  const bench = useWorkbench();
  return useCallback(
    (label, change, options) => applyEdit(bench, { label, change, ...options }),
    [bench],
  );
};
