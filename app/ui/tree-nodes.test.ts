import { describe, expect, test } from "vitest";
import { type TreeNode, visibleNodes } from "./tree-nodes.ts";

const leaf = (id: string): TreeNode => ({ id, label: id });

describe("visible nodes", () => {
  test("a closed node never makes its children", () => {
    let made = 0;
    const root: TreeNode = {
      id: "root",
      label: "root",
      children: () => {
        made += 1;
        return [leaf("a")];
      },
    };
    expect(visibleNodes([root], new Set()).map(row => row.node.id)).toEqual(["root"]);
    expect(made).toBe(0);
  });

  test("an open node shows its children below it, one level in", () => {
    const root: TreeNode = { id: "root", label: "root", children: () => [leaf("a"), leaf("b")] };
    const rows = visibleNodes([root, leaf("last")], new Set(["root"]));
    expect(rows.map(row => [row.node.id, row.level, row.position, row.siblings])).toEqual([
      ["root", 1, 1, 2],
      ["a", 2, 1, 2],
      ["b", 2, 2, 2],
      ["last", 1, 2, 2],
    ]);
  });

  test("a list of thousands opens in pages of a hundred", () => {
    const many = Array.from({ length: 250 }, (_, index) => leaf(`n${index}`));
    const root: TreeNode = { id: "root", label: "root", children: () => many };
    const rows = visibleNodes([root], new Set(["root", "root/200-250"]));
    expect(rows.slice(0, 4).map(row => row.node.label)).toEqual([
      "root",
      "0 to 99",
      "100 to 199",
      "200 to 249",
    ]);
    expect(rows).toHaveLength(54);
  });
});
