/** What dates and times can be asked. They are text in SQLite; see docs/physical-form.md. */
import type { DatePart, DateUnit } from "../../sql/index.ts";
import type { QueryExpression } from "../expression.ts";
import { NumberMethods } from "./number.ts";
import { DATETIME, FLOAT, INTEGER } from "./types.ts";

/** An amount of time is guessed well by every database. */
const untyped = (node: QueryExpression): QueryExpression =>
  node.kind === "value" ? { ...node, type: undefined } : node;

export abstract class TemporalMethods extends NumberMethods {
  year(): this {
    return this.#part("year");
  }

  month(): this {
    return this.#part("month");
  }

  day(): this {
    return this.#part("day");
  }

  hour(): this {
    return this.#part("hour");
  }

  minute(): this {
    return this.#part("minute");
  }

  second(): this {
    return this.#part("second");
  }

  weekday(): this {
    return this.#part("weekday");
  }

  startOf(unit: DateUnit): this {
    return this.make(origin => ({ kind: "dateStart", operand: this.node, unit, origin }), DATETIME);
  }

  add(amount: unknown, unit: DateUnit): this {
    return this.make(
      origin => ({
        kind: "dateAdd",
        operand: this.node,
        amount: untyped(this.operand(amount, origin, INTEGER)),
        unit,
        origin,
      }),
      DATETIME,
    );
  }

  /** Seconds from this date to the other. */
  secondsUntil(other: unknown): this {
    return this.make(
      origin => ({
        kind: "secondsBetween",
        from: this.node,
        to: this.operand(other, origin),
        origin,
      }),
      FLOAT,
    );
  }

  #part(part: DatePart): this {
    return this.make(origin => ({ kind: "datePart", operand: this.node, part, origin }), INTEGER);
  }
}
