import { describe, expect, test } from "vitest";
import { treeMove } from "./tree-keys.ts";
import { type TreeNode, visibleNodes } from "./tree-nodes.ts";

const leaf = (id: string): TreeNode => ({ id, label: id });

const ROOTS: readonly TreeNode[] = [
  { id: "a", label: "a", children: () => [leaf("a1"), leaf("a2")] },
  leaf("b"),
];

/** What a key does at a node: the id of the row that gets the focus, or whether the node opens. */
const press = (key: string, id: string, open: readonly string[] = []) => {
  const opened = new Set(open);
  const rows = visibleNodes(ROOTS, opened);
  const current = rows.find(row => row.node.id === id);
  if (current === undefined) throw new Error(`${id} is not visible`);
  const move = treeMove(key, { rows, current, open: opened });
  return move?.kind === "focus" ? (move.row?.node.id ?? null) : move?.open;
};

describe("the keys of a tree", () => {
  test("up and down move over the visible rows and stop at the ends", () => {
    expect(press("ArrowDown", "a")).toBe("b");
    expect(press("ArrowDown", "a", ["a"])).toBe("a1");
    expect(press("ArrowUp", "b", ["a"])).toBe("a2");
    expect(press("ArrowUp", "a")).toBeNull();
    expect(press("ArrowDown", "b")).toBeNull();
  });

  test("Home and End move to the first and the last visible row", () => {
    expect(press("Home", "b", ["a"])).toBe("a");
    expect(press("End", "a", ["a"])).toBe("b");
  });

  test("right opens a closed node, then moves to its first child", () => {
    expect(press("ArrowRight", "a")).toBe(true);
    expect(press("ArrowRight", "a", ["a"])).toBe("a1");
    expect(press("ArrowRight", "b")).toBe("b");
  });

  test("left closes an open node, and moves from a child to its parent", () => {
    expect(press("ArrowLeft", "a", ["a"])).toBe(false);
    expect(press("ArrowLeft", "a2", ["a"])).toBe("a");
  });

  test("Enter and space toggle a node and ignore a leaf", () => {
    expect(press("Enter", "a")).toBe(true);
    expect(press(" ", "a", ["a"])).toBe(false);
    expect(press("Enter", "b")).toBeUndefined();
  });

  test("other keys are left to the browser", () => {
    expect(press("Tab", "a")).toBeUndefined();
  });
});
