/** Runs edits for components, and tells the person when one was refused. */

import { useCallback } from "react";
import type { Diff, Report, SchemaDocument } from "../../engine/index.ts";
import { editAndTell } from "../commands/index.ts";
import type { EditOptions } from "../state/index.ts";
import { useWorkbench } from "./workbench.tsx";

/** Says whether the edit was accepted. */
export type RunEdit = (
  label: string,
  change: (document: SchemaDocument) => Report<Diff>,
  options?: EditOptions,
) => boolean;

export function useEdit(): RunEdit {
  const bench = useWorkbench();
  return useCallback(
    (label, change, options) => editAndTell(bench, label, change, options),
    [bench],
  );
}
