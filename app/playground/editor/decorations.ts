/** Colours the steps of the query like their clauses in SQL. */
import { lengthOf, type TextRange } from "../../../engine/index.ts";
import { hueOf } from "../clause-hue.ts";
import type { Finished } from "../playground-store.ts";
import { editor, Range } from "./monaco.ts";

const originsOf = ({ outcome }: Finished): readonly TextRange[] =>
  outcome.statements.flatMap(({ origin, printed }) => [
    ...(origin ? [origin] : []),
    ...printed.spans.map(span => span.origin),
  ]);

const distinct = (ranges: readonly TextRange[]): readonly TextRange[] => [
  ...new Map(ranges.map(range => [`${range.start}:${range.end}`, range])).values(),
];

const rangeIn = (model: editor.ITextModel, { start, end }: TextRange): Range =>
  Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));

/** Text typed at the edge of a step is not yet part of it. */
const STICKINESS = editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges;

/** The class names are defined in `code-editor.module.css`. */
export const clauseDecorations = (
  run: Finished,
  model: editor.ITextModel,
): editor.IModelDeltaDecoration[] =>
  distinct(originsOf(run)).flatMap(range => {
    const hue = hueOf(run.code, range);
    if (!hue || hue === "source") return [];
    const options = { inlineClassName: `stele-clause stele-${hue}`, stickiness: STICKINESS };
    return [{ range: rangeIn(model, range), options }];
  });

export const pointedDecoration = (
  range: TextRange,
  model: editor.ITextModel,
): editor.IModelDeltaDecoration => ({
  range: rangeIn(model, range),
  options: { inlineClassName: "stele-pointed" },
});

/** The smallest part of the query around an offset that some SQL came from. */
export const originAt = (run: Finished, offset: number): TextRange | null => {
  let best: TextRange | null = null;
  for (const range of originsOf(run)) {
    const around = range.start <= offset && offset < range.end;
    if (around && (!best || lengthOf(range) < lengthOf(best))) best = range;
  }
  return best;
};
