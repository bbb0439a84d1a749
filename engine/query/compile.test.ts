import { describe, expect, it } from "vitest";
import type { SchemaDocument } from "../schema/index.ts";
import { dialects } from "../sql/index.ts";
import { documentOf } from "../testing/blog.ts";
import type * as Api from "./api.ts";
import { EntitySetQuery } from "./builders/index.ts";
import { noCallSites } from "./call-site.ts";
import { compileQuery } from "./compile.ts";
import { STATE } from "./expressions/index.ts";
import { modelOf } from "./model.ts";
import type { QueryRunner } from "./query-runner.ts";

const shop: SchemaDocument = documentOf({
  order: ["key varchar(20) not null", "Total decimal(10,2)", "user_id -> users.id"],
  users: ["name varchar(100) not null"],
});

const never = async (): Promise<never> => {
  throw new Error("this runner runs no queries");
};

const runner: QueryRunner = {
  callSites: noCallSites,
  nulls: "smallest",
  entities: never,
  page: never,
  rows: never,
  count: never,
  write: never,
  raw: never,
  find: never,
  create: (): never => {
    throw new Error("this runner creates no entities");
  },
};

/** A query that is only compiled. */
const set = (entity: string, document = shop) => {
  const model = modelOf(document).entities.get(entity);
  if (!model) throw new Error(`no ${entity}`);
  return new EntitySetQuery(model, runner);
};

type Column = { readonly desc: () => { readonly nullsLast: () => unknown } };

const inEach = (query: { readonly [STATE]: Parameters<typeof compileQuery>[0] }) =>
  Object.fromEntries(
    dialects.map(dialect => [dialect.name, compileQuery(query[STATE], dialect).printed]),
  );

describe("one query in three dialects", () => {
  const printed = inEach(
    set("Order")
      .where({ key: "a" })
      .orderBy(row => (Reflect.get(row, "Total") as Column).desc().nullsLast())
      .offset(20),
  );

  it("quotes reserved words and upper case names", () => {
    expect(printed.sqlite?.text).toContain('FROM "order"\nWHERE "order"."key" = ?');
    expect(printed.postgres?.text).toContain('WHERE "order".key = $1');
    expect(printed.postgres?.text).toContain('"order"."Total"');
    expect(printed.mysql?.text).toContain("FROM `order`\nWHERE `order`.`key` = ?");
  });

  it("numbers placeholders in PostgreSQL, with the same parameters", () => {
    expect(printed.postgres?.text).toContain("OFFSET $2");
    for (const { parameters } of Object.values(printed)) expect(parameters).toEqual(["a", 20]);
  });

  it("prints an offset without a limit", () => {
    expect(printed.sqlite?.text).toContain("LIMIT -1\nOFFSET ?");
    expect(printed.postgres?.text).not.toContain("LIMIT");
    expect(printed.mysql?.text).toContain("LIMIT 18446744073709551615\nOFFSET ?");
  });

  it("leaves nulls where MySQL has them by default", () => {
    expect(printed.sqlite?.text).toContain("DESC NULLS LAST");
    expect(printed.mysql?.text).toContain("ORDER BY `order`.Total DESC\n");
  });

  it("records the ranges of its placeholders", () => {
    for (const { text, placeholders } of Object.values(printed)) {
      for (const { start, end } of placeholders)
        expect(text.slice(start, end)).toMatch(/^(\?|\$\d)$/);
    }
  });
});

it("a long list of columns is printed on several lines", () => {
  const lines = Array.from({ length: 30 }, (_, index) => `column_number_${index} text`);
  const wide = documentOf({ wide: lines });
  const model = modelOf(wide).entities.get("Wide");
  if (!model) throw new Error("no Wide");
  const [sqlite] = dialects;
  if (!sqlite) throw new Error("no dialect");
  const { printed } = compileQuery(new EntitySetQuery(model, runner)[STATE], sqlite);
  const longest = Math.max(...printed.text.split("\n").map(line => line.length));
  expect(longest).toBeLessThan(110);
});

describe("calculations with dates in PostgreSQL", () => {
  type Moment = Api.DateExpression;
  const hotel = documentOf({
    stays: ["arrival date", "booked datetime", "zoned timestamptz", "wakes time", "nights int"],
  });
  const printed = (of: (row: Readonly<Record<string, Moment>>) => unknown): string => {
    const query = set("Stay", hotel).select(row => of(row as never));
    const [items = ""] = inEach(query).postgres?.text.split("\nFROM") ?? [];
    return items.replace("SELECT ", "").replaceAll("stay.", "");
  };

  it.each<[string, (row: Readonly<Record<string, Moment>>) => unknown]>([
    ["CAST(extract(month FROM booked) AS integer)", s => s.booked?.month()],
    ["CAST(extract(dow FROM arrival) AS integer)", s => s.arrival?.weekday()],
    ["CAST(floor(extract(second FROM wakes)) AS integer)", s => s.wakes?.second()],
    ["date_trunc('day', booked)", s => s.booked?.startOf("day")],
    ["booked + $1 * interval '1 hour'", s => s.booked?.add(2, "hour")],
    ["CAST(arrival + $1 * interval '1 month' AS date)", s => s.arrival?.add(2, "month")],
    [
      "booked + (nights + $1) * interval '1 day'",
      s => s.booked?.add((s.nights as never as Api.NumberExpression).plus(1), "day"),
    ],
    [
      "extract(epoch FROM booked - (booked + $1 * interval '1 day'))",
      s => s.booked?.add(1, "day").secondsUntil(s.booked),
    ],
  ])("%s casts no value of a known type", (text, of) => {
    expect(printed(of)).toBe(text);
  });

  it.each<[string, (row: Readonly<Record<string, Moment>>) => unknown]>([
    ["the hour of a date", s => s.arrival?.hour()],
    ["the start of a month of a date", s => s.arrival?.startOf("month")],
    ["the seconds between dates", s => s.arrival?.secondsUntil(s.arrival)],
    ["a datetime with a zone", s => s.zoned?.startOf("day")],
    ["a parameter", s => s.booked?.secondsUntil("2026-01-01 00:00:00")],
  ])("%s needs a cast to a timestamp", (_, of) => {
    expect(printed(of)).toContain(" AS timestamp)");
  });
});
