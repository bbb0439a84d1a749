import { describe, expect, it } from "vitest";
import { mentions, renameInText } from "./column-mentions.ts";

describe("columns mentioned in SQL", () => {
  it("are found regardless of case and quotes", () => {
    const sql = "lower(t.`Title`) <> 'price' AND copies > 1";
    expect(["title", "COPIES"].every(name => mentions(sql, name))).toBe(true);
    expect(["price", "lower", "and", "t"].some(name => mentions(sql, name))).toBe(false);
  });
});

describe("renaming a column in SQL", () => {
  it.each([
    ["price >= 0 AND price < limit_price", "cost >= 0 AND cost < limit_price"],
    ["PRICE > 0", "cost > 0"],
    ['"price" > 0 OR [price] > 1 OR `price` > 2', '"cost" > 0 OR "cost" > 1 OR "cost" > 2'],
    ["books.price > 0", "books.cost > 0"],
    ["note <> 'price' -- price", "note <> 'price' -- price"],
    ["price(1) > price", "price(1) > cost"],
    ["length(price) > 0", "length(cost) > 0"],
    ["price.price > 0", "price.cost > 0"],
    ['"books" . "price" > 0', '"books" . "cost" > 0'],
    ["CAST(price AS price) > x::price", "CAST(cost AS price) > x::price"],
    ["extract(price FROM price) > 0", "extract(price FROM cost) > 0"],
    ["day > price '2026-01-01'", "day > price '2026-01-01'"],
    ["days[price] > [price]", 'days[cost] > "cost"'],
  ])("%s becomes %s", (before, after) => {
    expect(renameInText(before, "price", "cost")).toBe(after);
  });

  it.each([
    ['unit "price"', '"unit ""price""" > 0'],
    ["order", '"order" > 0'],
    ["SELECT", '"SELECT" > 0'],
    ["Price", '"Price" > 0'],
    ["unit_price2", "unit_price2 > 0"],
  ])("quotes %s where it needs it", (to, after) => {
    expect(renameInText("price > 0", "price", to)).toBe(after);
  });

  it("takes no word of SQL for a name", () => {
    const sql = 'CASE WHEN "end" > 1 AND "and" IS NOT NULL THEN 1 END';
    expect(renameInText(renameInText(sql, "end", "last"), "and", "too")).toBe(
      'CASE WHEN "last" > 1 AND "too" IS NOT NULL THEN 1 END',
    );
  });
});
