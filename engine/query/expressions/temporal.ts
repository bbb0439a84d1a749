/** What dates and times can be asked. They are text in SQLite; see docs/physical-form.md. */
import type { ColumnType } from "../../schema/index.ts";
import type { DatePart, DateUnit, Temporal } from "../../sql/index.ts";
import { untyped } from "../parameter-type.ts";
import { QueryError } from "../query-error.ts";
import { isTemporal } from "../temporal-text.ts";
import { NumberMethods } from "./number.ts";
import { DATE, DATETIME, FLOAT, INTEGER, TIME } from "./types.ts";

const TYPES: Readonly<Record<Temporal, ColumnType>> = {
  date: DATE,
  time: TIME,
  datetime: DATETIME,
};

const UNITS: ReadonlySet<unknown> = new Set(["year", "month", "day", "hour", "minute", "second"]);

const isOfTime = (unit: DatePart): boolean =>
  unit === "hour" || unit === "minute" || unit === "second";

export abstract class TemporalMethods extends NumberMethods {
  year(): this {
    return this.part("year");
  }

  month(): this {
    return this.part("month");
  }

  day(): this {
    return this.part("day");
  }

  hour(): this {
    return this.part("hour");
  }

  minute(): this {
    return this.part("minute");
  }

  second(): this {
    return this.part("second");
  }

  weekday(): this {
    return this.part("weekday");
  }

  startOf(unit: DateUnit): this {
    const as = this.after(unit);
    return this.make(
      origin => ({ kind: "dateStart", operand: this.node, unit, as, origin }),
      TYPES[as],
    );
  }

  add(amount: unknown, unit: DateUnit): this {
    const as = this.after(unit);
    return this.make(
      origin => ({
        kind: "dateAdd",
        operand: this.node,
        amount: untyped(this.operand(amount, origin, INTEGER)),
        unit,
        as,
        origin,
      }),
      TYPES[as],
    );
  }

  /** Seconds from this date to the other. */
  secondsUntil(other: unknown): this {
    return this.make(
      origin => ({
        kind: "secondsBetween",
        from: this.node,
        to: this.operand(other, origin, this.type?.kind === "date" ? DATETIME : this.type),
        of: this.temporal,
        origin,
      }),
      FLOAT,
    );
  }

  /** What is not known is taken for a date with a time. */
  protected get temporal(): Temporal {
    const kind = this.type?.kind;
    return kind && isTemporal(kind) ? kind : "datetime";
  }

  /**
   * What it is after something was done in a unit: a date has a time from then on where the unit is one of time.
   * @throws QueryError `invalid-value` for what is no unit
   */
  protected after(unit: DateUnit): Temporal {
    if (!UNITS.has(unit)) {
      throw new QueryError("invalid-value", `There is no unit "${String(unit)}" of time.`, {
        range: this.callSites()?.expression,
        hint: `It is one of ${[...UNITS].join(", ")}.`,
      });
    }
    return this.temporal === "date" && isOfTime(unit) ? "datetime" : this.temporal;
  }

  /** @throws QueryError `type-mismatch` for the part of a day of a time: each database would make up another day */
  protected part(part: DatePart): this {
    const of = this.temporal;
    return this.make(origin => {
      if (of === "time" && !isOfTime(part)) {
        throw new QueryError("type-mismatch", `A time has no ${part}.`, {
          range: origin,
          hint: "Ask a date, or a date with a time.",
        });
      }
      return { kind: "datePart", operand: this.node, part, of, origin };
    }, INTEGER);
  }
}
