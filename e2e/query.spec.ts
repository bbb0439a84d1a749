/** A user writes a query, and reads the SQL, its parameters, its rows, and why each statement ran. */
import { expect, test } from "@playwright/test";
import { QueryScreen } from "./pages/query-screen.ts";
import { Stele } from "./pages/stele.ts";

const EAGER = "const users = await db.User.with(u => u.posts).all();\nconsole.log(users.length);\n";

const errors: string[] = [];

test.beforeEach(async ({ page }) => {
  page.on("pageerror", error => errors.push(error.message));
  await new Stele(page).open("Query");
  await new QueryScreen(page).ready();
});

test.afterEach(() => {
  expect(errors.splice(0)).toEqual([]);
});

test("the first query runs: two statements with parameters, causes and rows", async ({ page }) => {
  const query = new QueryScreen(page);
  await query.expectStatements(2);
  await expect(query.statement(1)).toContainText("query of User");
  await expect(query.statement(1)).toContainText("line 1");
  await expect(query.statement(1)).toContainText("WHERE user.name = ?'Maciej'");
  await expect(query.statement(2)).toContainText("lazy load of User.posts");
  await expect(query.statement(2)).toContainText("line 2");
  const grid = query.results.getByRole("grid", { name: "Rows" });
  await expect(grid.getByText("Maciej")).toBeVisible();
  await query.show("Console");
  await expect(query.results.getByText("Reading a query plan")).toBeVisible();
  await query.show("Objects");
  await expect(query.results.getByRole("treeitem", { name: /User#1/ })).toBeVisible();
  await query.results.getByRole("treeitem", { name: /posts: 4 items/ }).click();
  await expect(query.results.getByRole("treeitem", { name: /Post#1/ })).toBeVisible();
});

test("eager loading shows the other statements, and a load for each row is reported as N+1", async ({
  page,
}) => {
  const query = new QueryScreen(page);
  await query.write(EAGER);
  await query.expectStatements(2);
  await expect(query.statement(2)).toContainText("eager load of User.posts");
  await expect(query.statement(2)).toContainText("IN (?");
  await query.write("for (const user of await db.User.all()) await user.posts;");
  await query.expectStatements(6);
  await expect(query.sql).toContainText("5 times, with different parameters");
  await query.show("Statements");
  // All columns fit a window of 1280 pixels.
  await expect(page.getByRole("columnheader", { name: "Share of time" })).toBeInViewport({
    ratio: 1,
  });
  await expect(query.results.getByText("N+1: User.posts was loaded 5 times")).toBeVisible();
  await expect(query.results.getByText(".with(u => u.posts)")).toBeVisible();
  await query.results.getByRole("button", { name: "Load User.posts with the query" }).click();
  await query.expectStatements(2);
  await expect(query.statement(2)).toContainText("eager load of User.posts");
});

test("a whole row in a selection is its entity, shown by name with the values", async ({
  page,
}) => {
  const query = new QueryScreen(page);
  await query.write(
    "const rows = await db.User.with(u => u.posts).select(u => ({ user: u, posts: u.posts.count() })).all();\nconsole.log(rows[0].user.posts.length);",
  );
  await query.expectStatements(2);
  await expect(query.statement(2)).toContainText("eager load of User.posts");
  await query.show("Objects");
  await expect(
    query.results.getByRole("treeitem", { name: "0: Object user User#1, posts 4" }),
  ).toBeVisible();
  await query.show("Console");
  await expect(query.results.getByText("4", { exact: true })).toBeVisible();
});

test("a hostile name is data", async ({ page }) => {
  const query = new QueryScreen(page);
  await query.write(
    `await db.User.where({ name: "'; DROP TABLE users; --" }).all();\nawait db.User.where({ name: "Siobhán O'Neill" }).all();`,
  );
  await query.expectStatements(2);
  await expect(query.statement(1)).toContainText("WHERE user.name = ?'''; DROP TABLE users; --'");
  await query.results.getByRole("combobox", { name: "Statement" }).click();
  await page.getByRole("option", { name: /^2/ }).click();
  await expect(query.results.getByText("Siobhán O'Neill")).toBeVisible();
});

test("dialects differ in placeholders and quotes", async ({ page }) => {
  const query = new QueryScreen(page);
  await query.chooseDialect("PostgreSQL");
  await expect(query.statement(1)).toContainText('WHERE "user".name = $1');
  await expect(query.statement(1)).toContainText("LIMIT $2");
  await query.chooseDialect("MySQL");
  await expect(query.statement(1)).toContainText("WHERE user.name = ?");
});

test("what a dialect does not support is reported with a hint, and the rest remains", async ({
  page,
}) => {
  const query = new QueryScreen(page);
  await query.write(
    'await db.User.where({ id: 1 }).update({ name: "M." }).returning(u => u.name);\nawait db.User.all();\n',
  );
  await query.expectStatements(2);
  await query.chooseDialect("MySQL");
  await expect(query.statement(1).getByRole("status")).toContainText(
    "MySQL does not support RETURNING.",
  );
  await expect(query.statement(1)).toContainText("Write the rows, then read them with a query.");
  await expect(query.statement(1)).toContainText("RETURNING");
  await expect(query.statement(2)).toContainText("FROM users AS user");
  await query.chooseDialect("PostgreSQL");
  await expect(query.statement(1).getByRole("status")).toHaveCount(0);
});

test("pointing at one side lights the other", async ({ page }) => {
  const query = new QueryScreen(page);
  const where = query.statement(1).getByText("WHERE", { exact: true });
  await where.hover();
  await expect.poll(() => query.pointedWords()).toBe('.where({ name: "Maciej" })');
  const limit = query.statement(1).getByText("LIMIT", { exact: true });
  const calm = await limit.evaluate(element => getComputedStyle(element).boxShadow);
  await query.lines.getByText("first", { exact: true }).hover();
  await expect.poll(() => query.pointedWords()).toBe(".first()");
  await expect(limit).not.toHaveCSS("box-shadow", calm);
});

test("the SQL follows each key", async ({ page }) => {
  const query = new QueryScreen(page);
  await query.write("await db.User.limit(1).all();");
  await query.expectStatements(1);
  for (let step = 0; step < ").all();".length; step += 1) await page.keyboard.press("ArrowLeft");
  let limit = "1";
  for (const digit of ["2", "3", "4", "5", "6", "7", "8"]) {
    limit += digit;
    await page.keyboard.press(digit);
    await expect(query.statement(1)).toContainText(`LIMIT ?${limit}`);
  }
});

test("completion comes from the diagram, and follows a rename", async ({ page }) => {
  const query = new QueryScreen(page);
  const stele = new Stele(page);
  const suggestions = page.getByRole("listbox", { name: /suggest/i });
  await query.write("await db.");
  await page.keyboard.press("ControlOrMeta+Space");
  await expect(suggestions.getByRole("option", { name: /^User\b/ })).toBeVisible({
    timeout: 30_000,
  });
  await page.keyboard.press("Escape");
  await query.write("const u = await db.User.first();\nu.");
  await page.keyboard.press("ControlOrMeta+Space");
  await expect(suggestions.getByRole("option", { name: /^posts\b/ })).toBeVisible();
  await expect(suggestions.getByRole("option", { name: /^\W*(_|TYPE|PATH)/ })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await stele.goTo("Design");
  await stele.tables.filter({ hasText: "User" }).click();
  const name = page.getByRole("textbox", { name: "Table name" });
  await name.fill("people");
  await name.press("Enter");
  await stele.goTo("Query");
  await query.write("await db.");
  await page.keyboard.press("ControlOrMeta+Space");
  await expect(suggestions.getByRole("option", { name: /^Person\b/ })).toBeVisible({
    timeout: 30_000,
  });
});

test("what a run keeps is there after a reload", async ({ page }) => {
  const query = new QueryScreen(page);
  await query.write(
    'db.User.create({ name: "Grace" });\nawait db.save();\nconsole.log(await db.User.count());',
  );
  await query.show("Console");
  await expect(query.results.getByRole("list", { name: "Console" })).toContainText("6");
  await page.getByRole("button", { name: "Run and keep" }).click();
  await expect(page.getByText("Kept: 1 row written")).toBeVisible();
  await expect(query.results.getByRole("list", { name: "Console" })).toContainText("7");
  await query.write("console.log(await db.User.count());");
  await new Stele(page).expectSaved();
  await page.reload();
  await query.ready();
  await query.show("Console");
  await expect(query.results.getByRole("list", { name: "Console" })).toContainText("6");
});
