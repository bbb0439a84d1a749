/** A to-one relation that is not loaded. It can be awaited; reading a property throws an error that names the fix. */
import type { QueryError } from "../../query/index.ts";
import type { Entity } from "../entities/entity-state.ts";

type Then = Promise<Entity | null>["then"];

/** Replaces an entity until it is awaited. */
export const lazyReference = (
  notLoaded: () => QueryError,
  load: () => Promise<Entity | null>,
): object => {
  const target = { then: ((...handlers) => load().then(...handlers)) as Then };
  return new Proxy(target, {
    get(own, name) {
      if (name === "then") return own.then;
      if (typeof name === "symbol") return undefined;
      throw notLoaded();
    },
    set() {
      throw notLoaded();
    },
  });
};
