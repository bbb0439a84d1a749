/** A to-one relation that is not loaded: await it; reading through it says what to do instead. */
import type { TextRange } from "../base/index.ts";
import type { RelationModel } from "../query/index.ts";
import { notLoaded } from "./collection.ts";
import type { Entity } from "./entity.ts";

type Then = Promise<Entity | null>["then"];

/** Stands in for an entity until it is awaited. */
export const lazyReference = (
  relation: RelationModel,
  origin: TextRange | undefined,
  load: () => Promise<Entity | null>,
): object => {
  const target = { then: ((...handlers) => load().then(...handlers)) as Then };
  return new Proxy(target, {
    get(own, name) {
      if (name === "then") return own.then;
      if (typeof name === "symbol") return undefined;
      throw notLoaded(relation, origin);
    },
    set() {
      throw notLoaded(relation, origin);
    },
  });
};
