import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { blogDocument, documentOf } from "../testing/blog.ts";
import { declareEntities } from "./declare.ts";

it("declares the blog as the file that types its tests, which the compiler checks", () => {
  const source = readFileSync(new URL("../testing/blog-entities.ts", import.meta.url), "utf8");
  const declared = declareEntities(blogDocument).replace("interface Database", "export $&");
  expect(source.endsWith(declared)).toBe(true);
});

it("quotes names that are no identifiers", () => {
  const document = documentOf({ "order details": ['"unit price" decimal(10,2) not null'] });
  const declared = declareEntities(document);
  expect(declared).toContain('"unit price": number;');
  expect(declared).toContain("interface OrderDetail {");
});
