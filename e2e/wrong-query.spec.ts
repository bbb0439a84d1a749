/** Mistakes are reported at their position; the last good result remains, and the page stays alive. */
import { expect, test } from "@playwright/test";
import { QueryScreen } from "./pages/query-screen.ts";
import { Stele } from "./pages/stele.ts";

test.beforeEach(async ({ page }) => {
  await new Stele(page).open("Query");
  await new QueryScreen(page).ready();
});

const wrong: readonly (readonly [name: string, code: string, message: RegExp])[] = [
  [
    "an unknown column",
    'await db.User.all();\nawait db.User.where({ nam: "x" }).all();',
    /Line 2: User has no column "nam"/,
  ],
  [
    "a relation that is not loaded",
    "const u = await db.User.first();\nu.posts.length;",
    /Line 2: User.posts is not loaded/,
  ],
  ["a thrown error", 'throw new Error("oh no");', /Line 1: Error: oh no/],
  ["a syntax error", "const = 1;", /Line 1: /],
  ["an endless loop", "let i = 0;\nwhile (true) i++;", /Line 2: Stopped after 2 seconds/],
  ["an await that never ends", "await new Promise(() => {});", /Stopped after 4 seconds/],
  [
    "a thousand statements",
    "for (let i = 0; i < 5000; i++) await db.User.count();",
    /Line 1: Stopped after 1,000 statements/,
  ],
];

for (const [name, code, message] of wrong) {
  test(`${name} is reported, and the page stays alive`, async ({ page }) => {
    const query = new QueryScreen(page);
    await query.write(code);
    await expect(page.getByRole("alert").filter({ hasText: message })).toBeVisible({
      timeout: 20_000,
    });
    await expect(query.results.getByRole("grid", { name: "Rows" })).toContainText("Maciej");
    await query.write("await db.Post.limit(3).all();");
    await query.expectStatements(1);
    await expect(query.statement(1)).toContainText("LIMIT ?3");
  });
}

test("a type error is underlined while the query runs", async ({ page }) => {
  const query = new QueryScreen(page);
  await query.write("const many: string = (await db.User.all()).length;");
  await query.expectStatements(1);
  await expect(page.locator(".squiggly-error").first()).toBeVisible({ timeout: 30_000 });
});
