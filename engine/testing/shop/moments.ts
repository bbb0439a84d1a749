/** Arithmetic and comparisons of dates, times and timestamps. The result has the type of the operands. */
import { functions, type Suite } from "./suite.ts";

const { max, value } = functions;

export const moments: Suite = {
  "a date, later": {
    run: db =>
      db.Shift.select(s => ({
        days: s.day.add(1, "day"),
        months: s.day.add(1, "month"),
        years: s.day.add(1, "year"),
        before: s.day.add(-1, "month"),
        hours: s.day.add(1, "hour"),
      })).all(),
  },
  "a date with a time, later": {
    run: db =>
      db.Shift.select(s => ({
        months: s.clocked.add(1, "month"),
        before: s.clocked.add(-1, "year"),
        minutes: s.clocked.add(90, "minute"),
      })).all(),
  },
  "a time, later": {
    run: db =>
      db.Shift.select(s => ({
        hours: s.opens.add(1, "hour"),
        before: s.opens.add(-30, "second"),
        days: s.opens.add(1, "day"),
      })).all(),
  },
  "where moments begin": {
    run: db =>
      db.Shift.select(s => ({
        month: s.day.startOf("month"),
        hour: s.day.startOf("hour"),
        year: s.clocked.startOf("year"),
        day: s.clocked.startOf("day"),
        minute: s.clocked.startOf("minute"),
        opening: s.opens.startOf("hour"),
        midnight: s.opens.startOf("day"),
      })).all(),
  },
  "where weeks and quarters begin": {
    run: db =>
      db.Shift.select(s => ({
        week: s.day.startOf("week"),
        quarter: s.day.startOf("quarter"),
        clockedWeek: s.clocked.startOf("week"),
        clockedQuarter: s.clocked.startOf("quarter"),
      })).all(),
    means: `SELECT '2024-01-29', '2024-01-01', '2024-01-29 00:00:00', '2024-01-01 00:00:00'
      UNION ALL SELECT '2024-02-26', '2024-01-01', '2024-02-26 00:00:00', '2024-01-01 00:00:00'
      UNION ALL SELECT '2024-03-25', '2024-01-01', '2024-01-29 00:00:00', '2024-01-01 00:00:00'
      UNION ALL SELECT '2024-01-29', '2024-01-01', NULL, NULL`,
  },
  "weeks of every weekday, and quarters of every month": {
    run: db =>
      db.Shift.where({ id: 2 })
        .select(s => ({
          ...Object.fromEntries(
            [0, 1, 2, 3, 4, 5, 6].map(days => [
              `day${days}`,
              s.day.add(days, "day").startOf("week"),
            ]),
          ),
          ...Object.fromEntries(
            [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map(months => [
              `month${months}`,
              s.clocked.add(months, "month").startOf("quarter"),
            ]),
          ),
        }))
        .all(),
    means: `SELECT '2024-02-26', '2024-02-26', '2024-02-26', '2024-02-26', '2024-03-04', '2024-03-04', '2024-03-04',
      '2024-01-01 00:00:00', '2024-01-01 00:00:00', '2024-04-01 00:00:00', '2024-04-01 00:00:00',
      '2024-04-01 00:00:00', '2024-07-01 00:00:00', '2024-07-01 00:00:00', '2024-07-01 00:00:00',
      '2024-10-01 00:00:00', '2024-10-01 00:00:00', '2024-10-01 00:00:00', '2025-01-01 00:00:00'`,
  },
  "calculations with results of calculations": {
    run: db =>
      db.Shift.select(s => ({
        since: s.clocked.add(1, "day").secondsUntil(s.clocked),
        until: s.clocked.secondsUntil(s.clocked.add(s.id.plus(1), "hour")),
        month: s.day.add(s.id.times(2).plus(1), "month").month(),
        hour: s.day.hour(),
        later: s.day.add(5, "hour").hour(),
        year: s.day.startOf("quarter").add(-1, "day").year(),
        second: s.clocked.add(1, "second").second(),
        cast: s.clocked.cast("date").add(1, "day").day(),
        opening: s.opens.add(1, "hour").startOf("hour"),
      })).all(),
  },
  "calculations with dates of a subquery": {
    run: db =>
      db
        .from(
          db.Shift.select(s => ({
            from: s.day,
            start: value("2024-01-30"),
            last: s.day.add(1, "day"),
            at: s.clocked,
          })),
        )
        .select(d => ({
          month: d.from.month(),
          next: d.last.add(1, "month"),
          day: d.at.startOf("day"),
          seconds: d.from.secondsUntil(d.last),
          start: d.start,
        }))
        .all(),
  },
  "parts of a time alone": {
    run: db =>
      db.Shift.select(s => ({
        hour: s.opens.hour(),
        minute: s.opens.minute(),
        second: s.opens.second(),
      })).all(),
  },
  "seconds between moments": {
    run: db =>
      db.Shift.select(s => ({
        times: s.opens.secondsUntil("12:00:00"),
        dates: s.day.secondsUntil("2024-03-01"),
        noon: s.day.secondsUntil("2024-03-01 12:00:00"),
        both: s.day.secondsUntil(s.clocked),
      })).all(),
  },
  "a later date compared with a text": {
    run: db =>
      db.Shift.where(s => s.day.add(1, "month").lte("2024-02-29"))
        .select(s => s.id)
        .all(),
  },
  "a date compared with a date with a time": {
    run: db =>
      db.Shift.where(s => s.day.eq(s.clocked.startOf("day")))
        .select(s => s.id)
        .all(),
  },
  "a date with a time compared with a date": {
    run: db =>
      db.Shift.where(s => s.clocked.startOf("day").eq(s.day))
        .select(s => s.id)
        .all(),
  },
  "a date between dates with times": {
    run: db =>
      db.Shift.where(s => s.day.between(s.clocked, s.clocked.add(1, "year")))
        .select(s => s.id)
        .all(),
  },
  "a date among dates with times": {
    run: db =>
      db.Shift.where(s => s.day.in(db.Shift.select(other => other.clocked)))
        .select(s => s.id)
        .all(),
  },
  "a date with a time compared with a text without": {
    run: db => db.Shift.where({ clocked: "2024-01-31" }).all(),
  },
  "a date compared with a text with a time": {
    run: db => db.Shift.where({ day: "2024-01-31 00:00:00" }).all(),
  },
  "the beginning of a month compared with a text": {
    run: db =>
      db.Shift.where(s => s.clocked.startOf("month").eq("2024-02-01"))
        .select(s => s.id)
        .all(),
  },
  "the beginning of a month compared with a column": {
    run: db =>
      db.Shift.where(s => s.day.startOf("month").eq(s.day))
        .select(s => s.id)
        .all(),
  },
  "the latest of later dates": { run: db => db.Shift.select(s => max(s.day.add(1, "day"))).all() },
  "update by a later date": {
    run: db => db.Shift.update(s => ({ day: s.day.add(1, "day") })),
    then: db => db.Shift.where({ day: "2024-02-01" }).all(),
  },
  "update a date with a time by a date": {
    run: db => db.Shift.update(s => ({ clocked: s.day.add(1, "day") })),
    then: db => db.Shift.all(),
  },
  "update a date by a date with a time": {
    run: db => db.Shift.where({ id: 2 }).update(s => ({ day: s.clocked })),
    then: db => db.Shift.all(),
  },
  milliseconds: {
    run: db => db.Shift.where({ id: 1 }).update({ clocked: "2024-05-05 10:00:00.125" }),
    then: db =>
      db.Shift.where({ id: 1 })
        .select(s => ({
          same: s.clocked.add(0, "day").eq(s.clocked),
          later: s.clocked.add(1, "hour"),
          cast: s.clocked.cast("datetime"),
          second: s.clocked.startOf("second"),
          seconds: s.clocked.secondsUntil("2024-05-05 10:00:02.25"),
          doubled: s.clocked.secondsUntil("2024-05-05 10:00:02.25").times(2).plus(1),
        }))
        .all(),
  },
  "update by a text in the format of JSON": {
    run: db => db.Shift.update({ clocked: "2024-05-05T10:00:00.000Z" }),
    then: db => db.Shift.where({ clocked: new Date("2024-05-05T10:00:00Z") as never }).all(),
  },
};
