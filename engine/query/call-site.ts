/** Where in a person's text the call that is running now was written. */
import type { TextRange } from "../base/index.ts";

export type CallSite = {
  /** The whole expression, such as `post.views.gt(100)`. */
  readonly expression: TextRange;
  /** Its last step alone, such as `.gt(100)`. */
  readonly step: TextRange;
};

/** Tells the place of the call that is running now; null where nobody keeps track. */
export type CallSites = () => CallSite | null;

export const noCallSites: CallSites = () => null;
