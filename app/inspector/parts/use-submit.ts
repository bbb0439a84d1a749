/** Applies edits for a field, which shows why an edit was rejected. */
import { useCallback } from "react";
import { type Diff, isError, type Report, type SchemaDocument } from "../../../engine/index.ts";
import { useWorkbench } from "../../hooks/index.ts";

/** Applies an edit; returns why it was rejected, or null. */
export type Submit = (
  label: string,
  change: (document: SchemaDocument) => Report<Diff>,
) => string | null;

export const useSubmit = (): Submit => {
  const { project } = useWorkbench();
  return useCallback(
    (label, change) => {
      const rejection = project.edit(label, change).diagnostics.find(isError);
      return rejection === undefined
        ? null
        : [rejection.message, rejection.hint].filter(Boolean).join(" ");
    },
    [project],
  );
};
