import { describe, expect, test } from "vitest";
import { foldLayers, type PlacedBox } from "./fold-layers.ts";

const tower = (count: number, x = 0): readonly PlacedBox[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${x}/${index}`,
    x,
    y: index * 140,
    width: 200,
    height: 100,
  }));

const overlap = (one: PlacedBox, other: PlacedBox) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

describe("folding layers", () => {
  test("leaves alone what is not tall", () => {
    const boxes = tower(4);
    expect(foldLayers(boxes)).toBe(boxes);
  });

  test("a tower of tables becomes a block that is wider than tall", () => {
    const folded = foldLayers(tower(200));
    const width = Math.max(...folded.map(box => box.x + box.width));
    const tops = folded.map(box => box.y);
    const height = Math.max(...tops) + 100 - Math.min(...tops);
    expect(width / height).toBeGreaterThan(1);
    expect(width / height).toBeLessThan(2.5);
  });

  test("no two boxes overlap, none is lost, and layers keep their order", () => {
    const boxes = [...tower(60), ...tower(30, 400)];
    const folded = foldLayers(boxes);
    expect(new Set(folded.map(box => box.id))).toEqual(new Set(boxes.map(box => box.id)));
    const collisions = folded.filter((box, index) =>
      folded.slice(index + 1).some(other => overlap(box, other)),
    );
    expect(collisions).toEqual([]);
    const first = folded.filter(box => box.id.startsWith("0/"));
    const second = folded.filter(box => box.id.startsWith("400/"));
    expect(Math.max(...first.map(box => box.x))).toBeLessThan(
      Math.min(...second.map(box => box.x)),
    );
  });
});
