/** Objects of rows are the same whether or not a page allows code from strings. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

/** Loads the module as a page does that forbids such code, or one that does not. */
const load = async (isForbidden: boolean) => {
  vi.resetModules();
  if (isForbidden) {
    vi.stubGlobal("Function", () => {
      throw new EvalError("Refused to evaluate a string as JavaScript");
    });
  }
  return import("./generated-accessors.ts");
};

const hostile = ["id", "a b", 'quote"', "line\nend", "\u2028", "*/ };", "constructor", "0"];

describe.each([
  ["is allowed", false],
  ["is forbidden", true],
])("where code from strings %s", (_, isForbidden) => {
  let accessors: Awaited<ReturnType<typeof load>>;
  beforeEach(async () => {
    accessors = await load(isForbidden);
  });
  afterEach(() => vi.unstubAllGlobals());

  it("creates fields with any name", () => {
    const make = accessors.objectMaker(hostile);
    const row = hostile.map((_, index) => index);
    expect(make(["before", ...row], 1)).toEqual(
      Object.fromEntries(hostile.map((name, index) => [name, index])),
    );
  });

  it("takes __proto__ for a field", () => {
    const object = accessors.objectMaker(["__proto__", "id"])([{ admin: true }, 1], 0);
    expect(Object.keys(object)).toEqual(["__proto__", "id"]);
    expect(object).not.toHaveProperty("admin");
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  });

  it("sets, reads and compares fields with any name", () => {
    const values = hostile.map((_, index) => index);
    const target: Record<string, unknown> = {};
    accessors.fieldSetter(hostile)(target, ["before", ...values], 1);
    expect(target).toEqual(Object.fromEntries(hostile.map((name, index) => [name, index])));
    expect(accessors.fieldReader(hostile)(target)).toEqual(values);
    const differences = accessors.differenceFinder(hostile);
    expect(differences(target, ["before", ...values], 1)).toEqual([]);
    target.id = "other";
    target["0"] = undefined;
    expect(differences(target, ["before", ...values], 1)).toEqual([0, hostile.length - 1]);
  });

  it("copies fields with any name, and no others", () => {
    const source = Object.fromEntries(hostile.map((name, index) => [name, index]));
    const target: Record<string, unknown> = { own: "kept" };
    accessors.fieldCopier(hostile)(target, { ...source, other: "left" });
    expect(target).toEqual({ ...source, own: "kept" });
  });

  it("gives the objects of a subclass their fields from the start, in their order", () => {
    class Base {
      readonly given: readonly unknown[];
      constructor(first: unknown, second: unknown) {
        this.given = [first, second];
      }
    }
    const Made = accessors.subclassWith(Base, 'a "quoted" name', hostile);
    const object = new Made(1, 2);
    expect(Made.name).toBe('a "quoted" name');
    expect(object).toBeInstanceOf(Base);
    expect(object.given).toEqual([1, 2]);
    const ownKeys = Object.keys(object).filter(name => name !== "given");
    expect(ownKeys).toEqual(Object.keys(Object.fromEntries(hostile.map(name => [name, null]))));
  });
});
