import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { farNames, linesOf, type NamedBox } from "./far-names.ts";

const box = (id: string, x: number, y: number, height = 100): NamedBox => ({
  id,
  name: id,
  x,
  y,
  width: 200,
  height,
});

describe("names from afar", () => {
  test("all are shown where they do not overlap", () => {
    const names = farNames([box("Person", 0, 0), box("Course", 300, 0)], 40);
    expect(names.map(({ id }) => id)).toEqual(["Person", "Course"]);
    expect(names[0]).toMatchObject({ x: 100, y: 50 });
  });

  test("of two that overlap the one of the larger table is shown", () => {
    const names = farNames([box("Person", 0, 0), box("Department", 210, 0, 300)], 110);
    expect(names.map(({ id }) => id)).toEqual(["Department"]);
  });

  test("a long name has two lines, split between words", () => {
    expect(linesOf("PurchaseOrderDetail", 10)).toEqual(["Purchase", "OrderDetail"]);
    expect(linesOf("sales_order_header", 10)).toEqual(["sales_", "order_header"]);
    expect(linesOf("Namespaceprunepolicy", 10)).toEqual(["Namespacep-", "runepolicy"]);
    expect(linesOf("PurchaseOrderDetail", 30)).toEqual(["PurchaseOrderDetail"]);
  });

  test("no name overlaps another", () => {
    const place = fc.record({
      x: fc.nat(1000),
      y: fc.nat(1000),
      size: fc.integer({ min: 9, max: 90 }),
    });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 12 }), places => {
        const size = 30;
        const shown = farNames(
          places.map(({ x, y, size: length }, index) => ({
            ...box("x".repeat(length % 12) + index, x, y),
          })),
          size,
        );
        const overlaps = shown.filter((one, index) =>
          shown
            .slice(index + 1)
            .some(other => Math.abs(one.y - other.y) < size && Math.abs(one.x - other.x) < size),
        );
        expect(overlaps).toEqual([]);
      }),
    );
  });
});
