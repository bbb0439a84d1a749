/** The methods of dates and times, which are text in SQLite: see docs/physical-form.md. */
import type { ColumnType } from "../../schema/index.ts";
import type { DatePart, DateUnit, StartUnit, Temporal } from "../../sql/index.ts";
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

const START_UNITS: ReadonlySet<unknown> = new Set([...UNITS, "week", "quarter"]);

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

  startOf(unit: StartUnit): this {
    const as = this.startType(unit);
    return this.make(
      origin => ({ kind: "dateStart", operand: this.node, unit, as, origin }),
      TYPES[as],
    );
  }

  /** @throws QueryError `type-mismatch` for the week or the quarter of a time, `invalid-value` for an unknown unit */
  protected startType(unit: StartUnit): Temporal {
    if (unit !== "week" && unit !== "quarter") return this.resultOf(unit, START_UNITS);
    if (this.temporal !== "time") return this.temporal;
    throw new QueryError("type-mismatch", `A time has no ${unit}.`, {
      range: this.callSites()?.expression,
      hint: "Use it on a date or a datetime.",
    });
  }

  add(amount: unknown, unit: DateUnit): this {
    const as = this.resultOf(unit);
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

  /** Unknown types count as dates with a time. */
  protected get temporal(): Temporal {
    const kind = this.type?.kind;
    return kind && isTemporal(kind) ? kind : "datetime";
  }

  /**
   * The type of the result of a calculation in a unit: with a unit of time, a date becomes a datetime.
   * @throws QueryError `invalid-value` for an unknown unit
   */
  protected resultOf(unit: DateUnit, units = UNITS): Temporal {
    if (!UNITS.has(unit)) {
      throw new QueryError("invalid-value", `"${String(unit)}" is not a unit of time.`, {
        range: this.callSites()?.expression,
        hint: `Use one of ${[...units].join(", ")}.`,
      });
    }
    return this.temporal === "date" && isOfTime(unit) ? "datetime" : this.temporal;
  }

  /** @throws QueryError `type-mismatch` for a date part of a time, for which databases would assume different dates */
  protected part(part: DatePart): this {
    const of = this.temporal;
    return this.make(origin => {
      if (of === "time" && !isOfTime(part)) {
        throw new QueryError("type-mismatch", `A time has no ${part}.`, {
          range: origin,
          hint: "Use it on a date or a datetime.",
        });
      }
      return { kind: "datePart", operand: this.node, part, of, origin };
    }, INTEGER);
  }
}
