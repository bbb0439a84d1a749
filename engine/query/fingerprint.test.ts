import { describe, expect, it } from "vitest";
import { shopStates } from "../testing/shop/query-states.ts";
import { type OtherValue, variantsOf } from "../testing/variants.ts";
import type { QueryExpression, QueryState } from "./expression.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { ColumnModel, EntityModel, RelationModel } from "./model.ts";
import { nodeLists, recordLists } from "./query-fields.ts";
import { Rebuilder } from "./rebuild.ts";
import { partsOf, sameNode } from "./walk.ts";

const { entities, rows } = await shopStates();
/** Without the queries of thousands of conditions: every field of every node is varied. */
const states = [...entities, ...rows].filter(state => fingerprintOf(state).words.length < 300);

/** Parameters are not part of a fingerprint, and origins have no meaning. */
const skipped = (name: string, owner: object): boolean =>
  name === "kind" ||
  name === "origin" ||
  (name === "value" && "kind" in owner && owner.kind === "value") ||
  // The columns of a derived row follow from its query.
  (name === "entity" && "derived" in owner && owner.derived !== undefined);

const isColumn = (value: object): value is ColumnModel => "isCounted" in value;
const isEntity = (value: object): value is EntityModel => "columnsByName" in value;
const isRelation = (value: object): value is RelationModel => "holdsKey" in value;

/** Models are varied as a whole, and counts are parameters. */
const otherValue: OtherValue = (value, name) => {
  if (typeof value !== "object" || value === null) return undefined;
  if (isColumn(value)) return { ...value, index: value.index + 1 };
  if (isEntity(value) || isRelation(value)) return { ...value, name: `${value.name}~` };
  if (name === "limit" || name === "offset") return null;
  if (name === "type" && "kind" in value)
    return value.kind === "other" ? { kind: "boolean" } : { kind: "other", name: "" };
  return undefined;
};

const wordsOf = (state: QueryState) => fingerprintOf(state).words;

const isExpression = (value: object): value is QueryExpression =>
  "kind" in value && value.kind !== "field" && value.kind !== "object";

/** What belongs to other rows. */
const OTHER_ROWS: ReadonlySet<string> = new Set([
  "query",
  "collection",
  "condition",
  "of",
  "path",
  "column",
]);

/** The expressions directly within an object, found without any description. */
const directParts = (owner: object): readonly QueryExpression[] =>
  Object.entries(owner).flatMap(([name, value]): readonly QueryExpression[] => {
    if (typeof value !== "object" || value === null || OTHER_ROWS.has(name)) return [];
    return isExpression(value) ? [value] : directParts(value);
  });

const within = (expression: QueryExpression): readonly QueryExpression[] => [
  expression,
  ...directParts(expression).flatMap(within),
];

describe("the fingerprint of a query", () => {
  it("differs if the queries differ in any field", () => {
    let count = 0;
    for (const state of states) {
      const words = JSON.stringify(wordsOf(state));
      for (const { path, tree } of variantsOf(state, skipped, otherValue)) {
        expect(JSON.stringify(wordsOf(tree)), path).not.toBe(words);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(4_000);
  });

  it("covers every kind of node", () => {
    const words = new Set(states.flatMap(wordsOf));
    const unused = Object.keys(nodeLists).filter(kind => !words.has(kind));
    // An upsert alone refers to a row to be inserted.
    expect(unused).toEqual(["givenColumn"]);
  });
});

describe("a walk over a query", () => {
  it("returns the same query if it changes nothing", () => {
    const rebuilder = new Rebuilder({});
    for (const state of states) expect(rebuilder.record(state, recordLists.query)).toBe(state);
  });

  it("returns an equal query if it copies every leaf", () => {
    for (const state of states) {
      const rebuilder = new Rebuilder({ column: (column: ColumnModel) => ({ ...column }) });
      const copy = rebuilder.record(state, recordLists.query);
      expect(wordsOf(copy)).toEqual(wordsOf(state));
    }
  });

  it("visits every expression of the tree", () => {
    for (const expression of states
      .flatMap(({ where }) => where)
      .flatMap(({ value }) => within(value))) {
      expect(partsOf(expression)).toEqual(directParts(expression));
    }
  });

  it("compares conditions without their origins", () => {
    for (const { value } of states.flatMap(({ where }) => where)) {
      expect(sameNode(value, { ...value, origin: { start: 1, end: 2 } })).toBe(true);
      for (const { path, tree } of variantsOf(
        value,
        name => name === "kind" || name === "origin",
        otherValue,
      ))
        expect(sameNode(tree, value), path).toBe(false);
    }
  });
});
