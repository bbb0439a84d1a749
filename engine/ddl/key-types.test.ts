/** Foreign keys whose ends have different types. */
import { describe, expect, it } from "vitest";
import { findProblems } from "../schema/index.ts";
import { documentOf } from "../testing/blog.ts";
import { createScript } from "./index.ts";

const related = (from: string, to: string) =>
  documentOf({ target: [`code ${to} unique`], source: [`target_code ${from} -> target.code`] });

describe("a foreign key", () => {
  it.each([
    ["integer", "bigint", "type-size"],
    ["smallint", "integer", "type-size"],
    ["real", "double", "type-size"],
    ["decimal(10,2)", "decimal(12,2)", "type-size"],
    ["datetime", "timestamptz", "type-size"],
    ["varchar(36)", "uuid", "type-mismatch"],
    ["integer", "varchar(10)", "type-mismatch"],
  ])("from %s to %s is a problem of the design, and an error in MySQL", (from, to, code) => {
    const document = related(from, to);
    const found = findProblems(document).filter(problem => problem.code.startsWith("type-"));
    expect(found.map(problem => problem.code)).toEqual([code]);
    const { diagnostics } = createScript(document, "mysql");
    expect(diagnostics.map(problem => problem.code)).toContain("key-types-differ");
  });

  it.each([
    ["integer", "integer"],
    ["varchar(10)", "varchar(20)"],
    ["char(3)", "varchar(3)"],
  ])("from %s to %s is none", (from, to) => {
    const document = related(from, to);
    expect(findProblems(document).filter(({ code }) => code.startsWith("type-"))).toEqual([]);
    const { diagnostics } = createScript(document, "mysql");
    expect(diagnostics.map(({ code }) => code)).not.toContain("key-types-differ");
  });
});
