/** One draws tables and relations, by mouse and by keyboard, and takes all of it back. */
import { expect, type Page, test } from "@playwright/test";
import { Stele } from "./pages/stele.ts";

const relations = (page: Page) =>
  page.getByRole("group", { name: "Relations" }).getByRole("button");

test("the blog is drawn with types, keys, null marks and one relation", async ({ page }) => {
  await new Stele(page).open();
  const users = page.getByRole("group", { name: /^Table users/ });
  const posts = page.getByRole("group", { name: /^Table posts/ });
  await expect(users).toHaveText(/PK\s*id\s*integer\s*name\s*varchar\(100\)/);
  await expect(posts).toHaveText(/title\s*\?\s*varchar\(200\)\s*FK\s*author_id\s*integer/);
  await expect(relations(page)).toHaveCount(1);
  await expect(relations(page)).toHaveAccessibleName(
    "Relation author: posts.author_id refers to users",
  );
});

test("a table is added, typed into, renamed and deleted, and all of it undone and redone", async ({
  page,
}) => {
  const stele = new Stele(page);
  await stele.open();
  await page.getByRole("button", { name: /Add table/ }).click();
  await page.keyboard.type("comments");
  await page.keyboard.press("Enter");
  for (const line of ["body text not null", "created datetime = CURRENT_TIMESTAMP"]) {
    await page.keyboard.type(line);
    await page.keyboard.press("Enter");
  }
  await page.keyboard.press("Escape");
  await expect(page.getByRole("group", { name: "Table comments, 3 columns" })).toBeVisible();

  const name = page.getByRole("textbox", { name: "Table name" });
  await name.fill("remarks");
  await name.press("Enter");
  await stele.expectTables(["Post", "Remark", "id", "body", "created", "User"]);
  await page.getByRole("button", { name: "Delete table" }).click();
  await stele.expectTables(["Post", "User"]);

  const diagram = page.getByRole("application").first();
  for (let step = 0; step < 12; step += 1) await diagram.press("ControlOrMeta+z");
  await stele.expectTables(["Post", "User"]);
  for (let step = 0; step < 12; step += 1) await diagram.press("ControlOrMeta+Shift+z");
  await stele.expectTables(["Post", "User"]);
  await diagram.press("ControlOrMeta+z");
  await expect(page.getByRole("group", { name: "Table remarks, 3 columns" })).toBeVisible();
});

test("a relation is dragged from a column to a table", async ({ page }) => {
  const stele = new Stele(page);
  await stele.open();
  await page.getByRole("button", { name: /Add table/ }).click();
  await page.keyboard.type("likes");
  await page.keyboard.press("Enter");
  await page.keyboard.type("user_id integer");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  const column = page.getByRole("group", { name: /^Table likes/ }).getByText("user_id");
  await column.hover();
  const row = await column.boundingBox();
  const card = await page.getByRole("group", { name: /^Table likes/ }).boundingBox();
  const users = await page.getByRole("group", { name: /^Table users/ }).boundingBox();
  if (!row || !card || !users) throw new Error("the cards are not in view");
  await page.mouse.move(card.x, row.y + row.height / 2);
  await page.mouse.down();
  await page.mouse.move(users.x + 60, users.y + 40, { steps: 12 });
  await expect(page.getByText("likes.user_id references users.id")).toBeVisible();
  await page.mouse.up();
  await expect(relations(page)).toHaveCount(2);
  await expect(page.getByRole("button", { name: /likes.user_id refers to users/ })).toBeAttached();
  await page.getByRole("application").first().press("ControlOrMeta+z");
  await expect(relations(page)).toHaveCount(1);
});

test("a relation is added in the dialog, from a column that exists", async ({ page }) => {
  await new Stele(page).open();
  await page.getByRole("application").first().focus();
  await page.keyboard.press("r");
  for (const [label, option] of [
    ["From table", "users"],
    ["To table", "posts"],
    ["Foreign key column for posts.id", "id"],
  ] as const) {
    await page.getByRole("combobox", { name: label }).click();
    await page.getByRole("option", { name: option, exact: true }).click();
  }
  await page.getByRole("dialog").getByRole("button", { name: "Add relation" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(relations(page)).toHaveCount(2);
  await expect(page.getByRole("button", { name: /users.id refers to posts/ })).toBeAttached();
});

test("everything is reached by keyboard", async ({ page }) => {
  const stele = new Stele(page);
  await stele.open();
  await page.getByRole("application").first().focus();
  await page.keyboard.press("t");
  await page.keyboard.type("tags");
  await page.keyboard.press("Enter");
  await page.keyboard.type("post_id -> posts.id");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(relations(page)).toHaveCount(2);
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("undo");
  await page.keyboard.press("Enter");
  await expect(relations(page)).toHaveCount(1);
});

test("new tables out of view are revealed, and take the names that are typed without a pause", async ({
  page,
}) => {
  const stele = new Stele(page);
  await stele.open();
  const names = Array.from({ length: 12 }, (_, at) => `things${String.fromCharCode(97 + at)}`);
  for (const name of names) {
    await page.keyboard.press("t");
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    await page.keyboard.type("title text");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
  }
  await expect(page.getByText(`${names.length + 2} tables`)).toBeVisible();
  for (const name of names) {
    await expect(page.getByRole("treeitem").filter({ hasText: new RegExp(name, "i") })).toHaveCount(
      1,
    );
  }
});

test("tables are aligned, and related ones are selected", async ({ page }) => {
  const stele = new Stele(page);
  await stele.open();
  await page.getByRole("treeitem", { name: "Post", exact: false }).first().click();
  await page.keyboard.press("Shift+R");
  const inspector = page.getByRole("region", { name: "Inspector" });
  await expect(inspector.getByText("2 tables selected")).toBeVisible();
  const leftOf = async (name: RegExp) =>
    (await page.getByRole("group", { name }).boundingBox())?.x ?? 0;
  expect(await leftOf(/^Table posts/)).not.toBe(await leftOf(/^Table users/));
  await inspector.getByRole("button", { name: "Align left edges" }).click();
  await expect(async () => {
    expect(await leftOf(/^Table posts/)).toBeCloseTo(await leftOf(/^Table users/), 0);
  }).toPass({ timeout: 20_000 });
  await expect(inspector.getByRole("button", { name: "Distribute down" })).toBeDisabled();
});

test("a column is renamed on the card, by a double click and by F2", async ({ page }) => {
  await new Stele(page).open();
  const posts = page.getByRole("group", { name: /^Table posts/ });
  await posts.getByText("title").dblclick();
  const field = page.getByRole("textbox", { name: "Name of the column" });
  await field.fill("headline");
  await field.press("Enter");
  await expect(posts).toContainText("headline");
  await posts.getByText("headline").click();
  await page.keyboard.press("F2");
  await field.fill("author_id");
  await field.press("Enter");
  await expect(page.getByText('"posts" already has a column "author_id".')).toBeVisible();
  await page.keyboard.press("F2");
  await field.fill("title");
  await field.press("Escape");
  await expect(posts).toContainText("headline");
});
