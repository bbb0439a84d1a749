import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { colorNames } from "../../../engine/index.ts";

test("the theme has every color that a design can use", () => {
  const css = readFileSync(new URL("../../ui/theme/tokens.css", import.meta.url), "utf8");
  const names = [...css.matchAll(/--color-(\w+):/g)].map(([, name]) => name);
  expect(names).toEqual([...colorNames]);
});
