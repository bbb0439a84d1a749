import { expect, it } from "vitest";
import { collectGarbage } from "../testing/collect-garbage.ts";
import { keepShape } from "./index.ts";

it("keeps an object of a class, which a collection would take otherwise", async () => {
  const made: WeakRef<object>[] = [];
  class Step {
    constructor() {
      made.push(new WeakRef(this));
    }
  }
  keepShape(Step);
  new Step();
  await collectGarbage();
  expect(made.map(reference => reference.deref() !== undefined)).toEqual([true, false]);
});
