/** Objects of rows are the same whether or not a page lets code be made of texts. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

/** Loads the module as a page does that forbids such code, or one that does not. */
const load = async (isForbidden: boolean) => {
  vi.resetModules();
  if (isForbidden) {
    vi.stubGlobal("Function", () => {
      throw new EvalError("Refused to evaluate a string as JavaScript");
    });
  }
  return import("./made-code.ts");
};

const hostile = ["id", "a b", 'quote"', "line\nend", "\u2028", "*/ };", "constructor", "0"];

describe.each([
  ["is allowed", false],
  ["is forbidden", true],
])("where code made of texts %s", (_, isForbidden) => {
  let made: Awaited<ReturnType<typeof load>>;
  beforeEach(async () => {
    made = await load(isForbidden);
  });
  afterEach(() => vi.unstubAllGlobals());

  it("gives an object its fields, whatever they are called", () => {
    const make = made.objectMaker(hostile);
    const row = hostile.map((_, index) => index);
    expect(make(["before", ...row], 1)).toEqual(
      Object.fromEntries(hostile.map((name, index) => [name, index])),
    );
  });

  it("takes __proto__ for a field", () => {
    const object = made.objectMaker(["__proto__", "id"])([{ admin: true }, 1], 0);
    expect(Object.keys(object)).toEqual(["__proto__", "id"]);
    expect(object).not.toHaveProperty("admin");
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  });
});
