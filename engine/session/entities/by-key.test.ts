/** `ByKey`, a list with a Map, behaves like a Map. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { ByKey, type Key } from "./by-key.ts";
import type { Entity } from "./entity-state.ts";

const key: fc.Arbitrary<Key> = fc.oneof(
  { weight: 4, arbitrary: fc.nat(400) },
  { weight: 4, arbitrary: fc.integer({ min: 100_000, max: 100_300 }) },
  fc.nat(),
  fc.integer({ min: -5, max: -1 }),
  fc.constantFrom(0.5, 1e20, -0, "", "1", "a"),
);

const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("set" as const), key }) },
  fc.record({ kind: fc.constant("delete" as const), key }),
  fc.record({ kind: fc.constantFrom("snapshot" as const, "restore" as const), key }),
);

const sorted = (entities: Iterable<unknown>) =>
  [...(entities as Iterable<{ id: number }>)].map(({ id }) => id).sort((a, b) => a - b);

it("returns what a Map returns", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 600, size: "max" }), steps => {
      const actual = new ByKey<Entity>();
      let expected = new Map<Key, Entity>();
      let memory: readonly [() => void, Map<Key, Entity>] | null = null;
      steps.forEach(({ kind, key }, id) => {
        if (kind === "set") {
          const entity = { id } as unknown as Entity;
          actual.set(key, entity);
          expected.set(key, entity);
        } else if (kind === "delete") {
          actual.delete(key);
          expected.delete(key);
        } else if (kind === "snapshot") memory = [actual.snapshot(), new Map(expected)];
        else if (memory) {
          memory[0]();
          expected = memory[1];
          memory = null;
        }
        expect(actual.get(key)).toBe(expected.get(key));
      });
      for (const [known, entity] of expected) expect(actual.get(known)).toBe(entity);
      expect(sorted(actual)).toEqual(sorted(expected.values()));
    }),
    { numRuns: 300 },
  );
});

it("accepts keys in any order", () => {
  const keys = Array.from({ length: 10_000 }, (_, index) => 1 + ((index * 7919) % 10_000));
  const entities = new ByKey<Entity>();
  for (const each of keys) entities.set(each, { each } as unknown as Entity);
  expect(keys.every(each => entities.get(each)?.each === each)).toBe(true);
  expect([...entities]).toHaveLength(10_000);
});
