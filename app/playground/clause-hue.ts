/** The colour of a step of a query, in every language on screen. */
import type { TextRange } from "../../engine/index.ts";

export type ClauseHue = "source" | "condition" | "load" | "shape" | "order";

const HUES: Readonly<Record<string, ClauseHue>> = {
  where: "condition",
  having: "condition",
  with: "load",
  select: "shape",
  groupBy: "shape",
  distinct: "shape",
  count: "shape",
  exists: "shape",
  orderBy: "order",
  limit: "order",
  offset: "order",
  first: "order",
  one: "order",
};

/** The hue of the step at a range of the query; null for parts of a step. */
export const hueOf = (code: string, range: TextRange): ClauseHue | null => {
  const text = code.slice(range.start, range.end);
  const [, method] = /^\.\s*(\w+)/.exec(text) ?? [];
  if (method !== undefined) return HUES[method] ?? null;
  return /^db\s*\.\s*\w+$/.test(text) ? "source" : null;
};
