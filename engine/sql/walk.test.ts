import { describe, expect, it } from "vitest";
import { shopStatements } from "../testing/shop/query-states.ts";
import { variantsOf } from "../testing/variants.ts";
import { dialects } from "./dialects.ts";
import { print, UnsupportedSql } from "./printing.ts";
import { type AnyNode, type Expression, select } from "./tree.ts";
import { treeLists } from "./tree-fields.ts";
import { childrenOf, mapChildren, nodesIn, replaceIn, sameNode } from "./walk.ts";

const value = (text: string): Expression => ({ kind: "parameter", value: text });
const query = select({ items: [{ expression: { kind: "star" }, alias: null }] });
const item = { expression: value("item"), alias: "x" };
const term = { expression: value("term"), descending: false, nulls: null, isEnum: false } as const;
const table = { kind: "tableSource", name: "t", alias: "t" } as const;
const clauseOf = <Body>(body: Body) => ({ body, origins: [] });
const end = {
  orderBy: clauseOf([term]),
  limit: clauseOf(value("limit")),
  offset: clauseOf(value("offset")),
};
const common = { name: "c", columns: ["a"], query, recursive: false };
const [left, right] = [value("left"), value("right")];
const operands = [left, right];

/** A node of each kind, with every field. */
const nodes: { readonly [Kind in AnyNode["kind"]]: Extract<AnyNode, { kind: Kind }> } = {
  column: { kind: "column", source: "t", name: "a", type: "date" },
  givenColumn: { kind: "givenColumn", name: "a" },
  parameter: { kind: "parameter", value: "x", type: "json", repeats: true },
  constant: { kind: "constant", value: 1 },
  star: { kind: "star" },
  comparison: { kind: "comparison", operator: "=", left, right },
  arithmetic: { kind: "arithmetic", operator: "/", left, right, division: "whole" },
  concat: { kind: "concat", operands },
  and: { kind: "and", operands },
  or: { kind: "or", operands },
  not: { kind: "not", operand: left },
  isNull: { kind: "isNull", operand: left, negated: false },
  like: { kind: "like", operand: left, pattern: right, negated: false, insensitive: false },
  between: { kind: "between", operand: left, low: right, high: value("high"), negated: false },
  inList: { kind: "inList", operand: left, values: operands, negated: false },
  inQuery: { kind: "inQuery", operand: left, query, negated: false },
  tuple: { kind: "tuple", items: operands },
  exists: { kind: "exists", query, negated: false },
  subquery: { kind: "subquery", query },
  call: {
    kind: "call",
    name: "f",
    arguments: operands,
    distinct: false,
    filter: value("filter"),
    orderBy: [{ expression: value("order"), descending: true, nulls: "last" }],
  },
  window: {
    kind: "window",
    function: left,
    partitionBy: operands,
    orderBy: [term],
    frame: { unit: "rows", start: 1, end: "current" },
  },
  case: {
    kind: "case",
    branches: [{ when: left, then: right }],
    otherwise: value("otherwise"),
  },
  cast: { kind: "cast", operand: left, type: "text", implicit: true },
  datePart: { kind: "datePart", operand: left, part: "day", of: "date" },
  dateStart: { kind: "dateStart", operand: left, unit: "day", as: "date" },
  dateAdd: { kind: "dateAdd", operand: left, amount: right, unit: "day", as: "date" },
  secondsBetween: { kind: "secondsBetween", from: left, to: right, of: "date" },
  jsonGet: { kind: "jsonGet", operand: left, path: ["a", 1], as: "text" },
  jsonLength: { kind: "jsonLength", operand: left },
  jsonRows: {
    kind: "jsonRows",
    query,
    values: [{ expression: left, form: "plain" }],
    single: false,
  },
  raw: { kind: "raw", texts: ["a", "b"], holes: [left] },
  rawStatement: { kind: "rawStatement", texts: ["a", "b"], holes: [left] },
  select: {
    kind: "select",
    with: [common],
    distinct: false,
    items: [item],
    from: table,
    joins: [{ kind: "join", type: "left", source: table, on: left }],
    where: clauseOf(left),
    groupBy: clauseOf(operands),
    having: clauseOf(right),
    ...end,
  },
  compound: { kind: "compound", with: [common], operator: "UNION", queries: [query], ...end },
  insert: {
    kind: "insert",
    table: "t",
    alias: "a",
    columns: ["x"],
    rows: [operands],
    onConflict: { columns: ["x"], assignments: [{ column: "x", value: left }], where: right },
    returning: [item],
  },
  update: {
    kind: "update",
    table: "t",
    alias: "a",
    assignments: [{ column: "x", value: left }],
    key: ["id"],
    from: table,
    where: right,
    returning: [item],
  },
  delete: { kind: "delete", table: "t", alias: "a", where: left, returning: [item] },
  tableSource: table,
  querySource: { kind: "querySource", query, alias: "q" },
  join: { kind: "join", type: "left", source: table, on: left },
};

const all: readonly AnyNode[] = Object.values(nodes);

/** Counts nodes without the descriptions: every object with a kind. */
const countKinds = (tree: unknown): number => {
  if (typeof tree !== "object" || tree === null) return 0;
  const inner = Object.values(tree).reduce((sum: number, part) => sum + countKinds(part), 0);
  return inner + ("kind" in tree ? 1 : 0);
};

describe.each(all)("a node of kind $kind", node => {
  it("has a value in each described field", () => {
    expect(treeLists[node.kind].filter(({ name }) => !(name in node))).toEqual([]);
  });

  it("is walked with all nodes in it", () => {
    expect([...nodesIn(node)]).toHaveLength(countKinds(node));
  });

  it("stays itself if no child changes, and equals a copy", () => {
    expect(mapChildren(node, child => child)).toBe(node);
    const copy = replaceIn(node, each => (childrenOf(each).length === 0 ? { ...each } : null));
    expect(copy).toEqual(node);
    expect(sameNode(copy, node)).toBe(true);
    expect(sameNode(structuredClone(node), node)).toBe(true);
  });

  it("differs from a node that differs in one field", () => {
    const skipped = (name: string) => name === "kind" || name === "origins";
    for (const { path, tree } of variantsOf(node, skipped)) {
      expect(sameNode(tree, node), path).toBe(false);
    }
  });

  it("is changed by the replacement of any child", () => {
    const other: Expression = { kind: "star" };
    for (const child of childrenOf(node)) {
      const changed = replaceIn(node, each => (each === child ? other : null));
      expect(sameNode(changed, node)).toBe(false);
      expect([...nodesIn(changed)]).toContain(other);
    }
  });
});

describe("a statement of the query suite", async () => {
  const statements = await shopStatements();

  it("is printed alike after a replacement that copies every leaf", () => {
    for (const statement of statements) {
      const copy = replaceIn(statement, node =>
        childrenOf(node).length === 0 ? { ...node } : null,
      );
      expect(sameNode(copy, statement)).toBe(true);
      for (const dialect of dialects) {
        try {
          expect(print(copy, dialect)).toEqual(print(statement, dialect));
        } catch (thrown) {
          if (!(thrown instanceof UnsupportedSql)) throw thrown;
        }
      }
    }
    expect(statements.length).toBeGreaterThan(170);
  });
});
