/** The problems of the open design, computed after a pause in typing. */
import { useDeferredValue, useMemo } from "react";
import { type Diagnostic, findProblems } from "../../engine/index.ts";
import { useDocument } from "../hooks/index.ts";

export const useProblems = (): readonly Diagnostic[] => {
  const document = useDeferredValue(useDocument());
  return useMemo(() => findProblems(document), [document]);
};
