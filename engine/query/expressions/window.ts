/** The methods of aggregates and window functions. */
import type { FrameBound, WindowFrame } from "../../sql/index.ts";
import { QueryError } from "../query-error.ts";
import { JsonMethods } from "./json.ts";
import { conditionOf, orderKeyOf } from "./value.ts";

type Bounds = readonly [FrameBound, FrameBound];

type Window = Readonly<
  Partial<Record<"partitionBy" | "orderBy", unknown>> & Partial<Record<WindowFrame["unit"], Bounds>>
>;

/** One value or a list of values. */
export const listOf = (value: unknown): readonly unknown[] => {
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
  /** `FILTER (WHERE condition)`. */
  filter(condition: unknown): this {
    return this.make(origin => {
      if (this.node.kind !== "call") {
        throw new QueryError("not-an-aggregate", "filter() works only on aggregates.", {
          range: origin,
          hint: "Call it on count(), sum(), avg(), min() or max().",
        });
      }
      return { ...this.node, filter: conditionOf(condition, origin), origin };
    }, this.type);
  }

  /** `OVER (…)`. */
  over(window: Window = {}): this {
    return this.make(origin => {
      const frame = frameOf(window);
      if (frame && !(isBound(frame.start) && isBound(frame.end))) {
        throw new QueryError(
          "invalid-value",
          'A frame needs a start and an end: whole numbers, "current" or "unbounded".',
          {
            range: origin,
            hint: 'Negative numbers are rows before the current one: rows: [-2, "current"].',
          },
        );
      }
      if (this.node.kind === "call" && this.node.orderBy && this.node.orderBy.length > 0) {
        throw new QueryError(
          "unsupported",
          "A window function cannot have an order of its values.",
          {
            range: origin,
            hint: "Order the window: over({ orderBy: p.title }).",
          },
        );
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
