import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { keepShape } from "./index.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

it("keeps an object of a class, which a collection would take otherwise", async () => {
  const made: WeakRef<object>[] = [];
  class Step {
    constructor() {
      made.push(new WeakRef(this));
    }
  }
  keepShape(Step);
  new Step();
  // What a weak reference was made of is kept until the task has ended.
  await new Promise(resolve => setTimeout(resolve));
  collectGarbage();
  expect(made.map(reference => reference.deref() !== undefined)).toEqual([true, false]);
});
