/** The problems of the open design, and its hints, computed after a pause in typing. */
import { useDeferredValue, useMemo } from "react";
import { findProblems, isHint, type Problem, type SchemaDocument } from "../../engine/index.ts";
import { useDocument } from "../hooks/index.ts";

export type Findings = {
  /** The design that has them. */
  readonly document: SchemaDocument;
  /** Errors and warnings. */
  readonly problems: readonly Problem[];
  /** Suggestions: nothing is wrong. */
  readonly hints: readonly Problem[];
};

export const useFindings = (): Findings => {
  const document = useDeferredValue(useDocument());
  return useMemo(() => {
    const found = findProblems(document);
    return { document, problems: found.filter(each => !isHint(each)), hints: found.filter(isHint) };
  }, [document]);
};
