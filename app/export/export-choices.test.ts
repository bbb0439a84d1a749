import { expect, it } from "vitest";
import { type ChoiceStorage, ExportChoices } from "./export-choices.ts";

const memory = (): ChoiceStorage & { readonly texts: Map<string, string> } => {
  const texts = new Map<string, string>();
  return {
    texts,
    getItem: key => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
  };
};

it("remembers the target for all projects and options for each", () => {
  const storage = memory();
  const choices = new ExportChoices(storage);
  choices.target = "django";
  choices.setOptions("a", "django", { label: "shop" });
  choices.setOptions("b", "django", { label: "blog" });
  choices.setOptions("a", "sqlalchemy", { style: "classic" });
  const later = new ExportChoices(storage);
  expect(later.target).toBe("django");
  expect(later.options("a", "django")).toEqual({ label: "shop" });
  expect(later.options("a", "sqlalchemy")).toEqual({ style: "classic" });
  expect(later.options("b", "sqlalchemy")).toEqual({});
});

it("forgets the projects whose options changed longest ago", () => {
  const storage = memory();
  const choices = new ExportChoices(storage);
  for (let at = 0; at < 60; at += 1) choices.setOptions(`p${at}`, "django", { at: String(at) });
  expect(choices.options("p9", "django")).toEqual({});
  expect(choices.options("p10", "django")).toEqual({ at: "10" });
});

it.each(["no json", "[]", '{"a": 1}', "null"])("ignores %s in the storage", text => {
  const storage = memory();
  storage.setItem("stele.export.options", text);
  const choices = new ExportChoices(storage);
  expect(choices.options("a", "django")).toEqual({});
  choices.setOptions("a", "django", { label: "shop" });
  expect(choices.options("a", "django")).toEqual({ label: "shop" });
});

it("works without a storage", () => {
  const refuse = () => {
    throw new Error("refused");
  };
  const choices = new ExportChoices({ getItem: refuse, setItem: refuse });
  choices.target = "mysql";
  expect(choices.target).toBe("sqlalchemy");
});
