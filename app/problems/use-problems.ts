/** The problems of the open document, found when the typing pauses. */
import { useDeferredValue, useMemo } from "react";
import { type Diagnostic, findProblems } from "../../engine/index.ts";
import { useDocument } from "../hooks/index.ts";

export const useProblems = (): readonly Diagnostic[] => {
  const document = useDeferredValue(useDocument());
  return useMemo(() => findProblems(document), [document]);
};
