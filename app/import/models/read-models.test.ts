import { describe, expect, it } from "vitest";
import { type ModelsDescription, recognizeModels } from "../../../engine/index.ts";
import { ImportFailure } from "../import-failure.ts";
import { previewOf } from "./read-models.ts";

const recognized = () => {
  const text = "from peewee import Model\nclass Kite(Model): pass\n";
  const models = recognizeModels(new Map([["my-app/kites (1).py", text]]));
  if (!models) throw new Error("not recognized");
  return models;
};

const [path = ""] = recognized().paths;

const description: ModelsDescription = {
  tables: [],
  manyToMany: [],
  problems: [
    {
      severity: "warning",
      message: "A class is left out.",
      hint: null,
      place: { file: path, line: 2 },
      table: null,
    },
  ],
};

describe("an answer of Python", () => {
  it("has places in the files as they were given", () => {
    const result = { models: description };
    const { diagnostics, hasRows } = previewOf({ kind: "result", result }, recognized());
    expect(hasRows).toBe(false);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ place: { file: "my-app/kites (1).py", line: 2 } }),
    );
  });

  it.each([
    [
      {
        kind: "error",
        error: { kind: "NameError", message: "no x", file: path, line: 3, traceback: "" },
        output: "",
      },
      "my-app/kites (1).py, line 3: NameError",
      "no x",
    ],
    [
      {
        kind: "error",
        error: { kind: "KeyError", message: "x", file: null, line: null, traceback: "" },
        output: "",
      },
      "KeyError",
      "x",
    ],
    [
      { kind: "stopped", code: "too-long", message: "Stopped.", hint: "A loop?" },
      "Stopped.",
      "A loop?",
    ],
    [{ kind: "unavailable", message: "Offline." }, "Python is not available", "Offline."],
  ] as const)("that is no description is a failure: %o", (outcome, title, detail) => {
    const reading = () => previewOf(outcome, recognized());
    expect(reading).toThrow(ImportFailure);
    expect(reading).toThrow(expect.objectContaining({ title, message: detail }));
  });
});
