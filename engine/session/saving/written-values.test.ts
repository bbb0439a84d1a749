/** What bulk writes take for their columns. */
import { describe, expect, it } from "vitest";
import { openShop, shopDocument } from "../../testing/shop/open-shop.ts";
import type { Database } from "../../testing/shop/shop-entities.ts";
import { openDatabase } from "../database.ts";

describe("a fraction", () => {
  it("is not written to a column of whole numbers", () => {
    const { db } = openDatabase<Database>({ document: shopDocument, driver: openShop() });
    const refused = expect.objectContaining({ code: "type-mismatch" });
    const row = { name: "Half", price: 1.5, stock: 0.5 };
    expect(() => db.Product.insert(row)).toThrow(refused);
    expect(() => db.Product.update({ stock: 0.5 })).toThrow(refused);
  });
});
