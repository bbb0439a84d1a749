/** What aggregates and window functions can be asked: which rows they see. */
import type { FrameBound, WindowFrame } from "../../sql/index.ts";
import { QueryError } from "../query-error.ts";
import { JsonMethods } from "./json.ts";
import { conditionOf, orderKeyOf } from "./value.ts";

type Bounds = readonly [FrameBound, FrameBound];

type Window = Readonly<
  Partial<Record<"partitionBy" | "orderBy", unknown>> & Partial<Record<WindowFrame["unit"], Bounds>>
>;

const listOf = (value: unknown): readonly unknown[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
};

const UNITS = ["rows", "range", "groups"] as const;

const frameOf = (window: Window): WindowFrame | null => {
  for (const unit of UNITS) {
    const bounds = window[unit];
    if (bounds) return { unit, start: bounds[0], end: bounds[1] };
  }
  return null;
};

const isBound = (bound: FrameBound): boolean =>
  bound === "unbounded" || bound === "current" || Number.isInteger(bound);

export abstract class WindowMethods extends JsonMethods {
  /** Lets an aggregate see only rows that meet the condition. */
  filter(condition: unknown): this {
    return this.make(origin => {
      if (this.node.kind !== "call") {
        throw new QueryError("not-an-aggregate", "filter() narrows an aggregate.", {
          range: origin,
          hint: "Call it on count(), sum(), avg(), min() or max().",
        });
      }
      return { ...this.node, filter: conditionOf(condition, origin), origin };
    }, this.type);
  }

  /** Computes over rows near this one, and leaves the rows as they are. */
  over(window: Window = {}): this {
    return this.make(origin => {
      const frame = frameOf(window);
      if (frame && !(isBound(frame.start) && isBound(frame.end))) {
        throw new QueryError("invalid-value", "A frame goes from one whole number to another.", {
          range: origin,
          hint: 'Negative is before: rows: [-2, "current"]. All of them: "unbounded".',
        });
      }
      return {
        kind: "window",
        function: this.node,
        partitionBy: listOf(window.partitionBy).map(value => conditionOf(value, origin)),
        orderBy: listOf(window.orderBy).map(value => orderKeyOf(value, origin)),
        frame,
        origin,
      };
    }, this.type);
  }
}
