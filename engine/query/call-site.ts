/** The place of the running call in the user's code. */
import type { TextRange } from "../base/index.ts";

export type CallSite = {
  /** The whole expression, such as `post.views.gt(100)`. */
  readonly expression: TextRange;
  /** Its last step alone, such as `.gt(100)`. */
  readonly step: TextRange;
};

/** Returns the place of the running call; null if the code is not instrumented. */
export type CallSites = () => CallSite | null;

export const noCallSites: CallSites = () => null;
