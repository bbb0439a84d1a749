import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { blogDocument, documentOf } from "../testing/blog.ts";
import { clubDocument } from "../testing/club/open-club.ts";
import { forumDocument } from "../testing/forum.ts";
import { libraryDocument } from "../testing/library.ts";
import { shopDocument } from "../testing/shop/open-shop.ts";
import { declareEntities } from "./declare.ts";

it.each([
  ["blog", blogDocument],
  ["library", libraryDocument],
  ["forum", forumDocument],
  ["shop/shop", shopDocument],
  ["club/club", clubDocument],
])(
  "declares the %s as the file that types its tests, which the compiler checks",
  (name, document) => {
    const file = new URL(`../testing/${name}-entities.ts`, import.meta.url);
    const declared = declareEntities(document).replace("interface Database", "export $&");
    expect(readFileSync(file, "utf8").endsWith(declared)).toBe(true);
  },
);

it("quotes names that are not identifiers", () => {
  const document = documentOf({ "order details": ['"unit price" decimal(10,2) not null'] });
  const declared = declareEntities(document);
  expect(declared).toContain('"unit price": number;');
  expect(declared).toContain("interface OrderDetail extends");
});
