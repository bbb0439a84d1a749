/** The problems of the open design, and its hints, computed after a pause in typing. */
import { useDeferredValue, useMemo } from "react";
import { type Diagnostic, findProblems } from "../../engine/index.ts";
import { useDocument } from "../hooks/index.ts";

type Findings = {
  /** Errors and warnings. */
  readonly problems: readonly Diagnostic[];
  /** Suggestions: nothing is wrong. */
  readonly hints: readonly Diagnostic[];
};

export const useFindings = (): Findings => {
  const document = useDeferredValue(useDocument());
  return useMemo(() => {
    const found = findProblems(document);
    const isHint = ({ severity }: Diagnostic) => severity === "info";
    return { problems: found.filter(each => !isHint(each)), hints: found.filter(isHint) };
  }, [document]);
};
