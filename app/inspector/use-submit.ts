/** Runs an edit for a field, which shows by itself why it was refused. */
import { useCallback } from "react";
import { type Diff, isError, type Report, type SchemaDocument } from "../../engine/index.ts";
import { useWorkbench } from "../hooks/index.ts";

/** Says why the edit was refused, or null. */
export type Submit = (
  label: string,
  change: (document: SchemaDocument) => Report<Diff>,
) => string | null;

export const useSubmit = (): Submit => {
  const { project } = useWorkbench();
  return useCallback(
    (label, change) => {
      const refused = project.edit(label, change).diagnostics.find(isError);
      return refused === undefined
        ? null
        : [refused.message, refused.hint].filter(Boolean).join(" ");
    },
    [project],
  );
};
