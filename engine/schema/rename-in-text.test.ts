import { describe, expect, it } from "vitest";
import { renameInText } from "./rename-in-text.ts";

describe("renaming a column in SQL", () => {
  it.each([
    ["price >= 0 AND price < limit_price", "cost >= 0 AND cost < limit_price"],
    ["PRICE > 0", "cost > 0"],
    ['"price" > 0 OR [price] > 1 OR `price` > 2', '"cost" > 0 OR "cost" > 1 OR "cost" > 2'],
    ["books.price > 0", "books.cost > 0"],
    ["note <> 'price' -- price", "note <> 'price' -- price"],
    ["price(1) > price", "price(1) > cost"],
    ["length(price) > 0", "length(cost) > 0"],
  ])("%s becomes %s", (before, after) => {
    expect(renameInText(before, "price", "cost")).toBe(after);
  });

  it("quotes a name that needs it", () => {
    expect(renameInText("price > 0", "price", 'unit "price"')).toBe('"unit ""price""" > 0');
  });
});
