/** A user sets keys, indexes, checks, enums and generated values in the inspector. */
import { expect, type Page, test } from "@playwright/test";
import { ExportScreen } from "./pages/export-screen.ts";
import { Inspector } from "./pages/inspector.ts";
import { Stele } from "./pages/stele.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

/** The design as one line of SQL for SQLite. */
const sqlOf = async (page: Page): Promise<string> => {
  await new Stele(page).goTo("Export");
  const screen = new ExportScreen(page);
  await screen.choose("SQLite");
  const sql = await screen.copied();
  await new Stele(page).goTo("Design");
  return sql.replaceAll(/\s+/g, " ");
};

const openBlog = async (page: Page): Promise<Inspector> => {
  await new Stele(page).open();
  return new Inspector(page);
};

test("an index of a column and an expression is added, changed and deleted", async ({ page }) => {
  const inspector = await openBlog(page);
  await inspector.selectTable("Post");
  await inspector.press("Add index");
  await inspector.press("Add column");
  await inspector.choose("Part 2", "expression");
  await inspector.fill("Expression 2", "lower(title)");
  await inspector.press("Move lower(title) up");
  await inspector.panel.getByRole("button", { name: "Ascending" }).last().click();
  await inspector.panel.getByRole("checkbox", { name: "Unique" }).check();
  await inspector.fill("Only rows where", "title is not null");
  await inspector.fill("Name", "posts_by_title");
  expect(await sqlOf(page)).toContain(
    "CREATE UNIQUE INDEX posts_by_title ON posts (lower(title), author_id DESC) WHERE title is not null",
  );
  await inspector.toggle("lower(title), author_id desc");
  await inspector.press("Delete index");
  await expect(inspector.panel).toBeFocused();
  expect(await sqlOf(page)).not.toContain("INDEX");
});

test("a unique key of two columns is added, reordered and deleted", async ({ page }) => {
  const inspector = await openBlog(page);
  await inspector.selectTable("Post");
  await inspector.press("Add unique key");
  const draft = inspector.panel.getByRole("region", { name: "New unique key" });
  await draft.getByRole("button", { name: "Add column" }).click();
  await draft.getByRole("combobox", { name: "Column 2" }).click();
  await page.getByRole("option", { name: "author_id", exact: true }).click();
  await draft.getByRole("button", { name: "Add unique key" }).click();
  expect(await sqlOf(page)).toContain("UNIQUE (title, author_id)");
  await inspector.toggle("title, author_id unique");
  const keys = inspector.panel.getByRole("list", { name: "Keys" });
  await keys.getByRole("button", { name: "Move author_id up" }).click();
  await inspector.fill("Constraint name", "one_title");
  expect(await sqlOf(page)).toContain("CONSTRAINT one_title UNIQUE (author_id, title)");
  await inspector.toggle("author_id, title unique");
  await inspector.press("Delete unique key");
  expect(await sqlOf(page)).not.toContain("UNIQUE (author_id");
});

test("a check is added, and a faulty one is refused with its reason", async ({ page }) => {
  const inspector = await openBlog(page);
  await inspector.selectTable("User");
  await inspector.press("Add check");
  const condition = inspector.panel.getByLabel("Condition of the new check");
  await condition.fill("length(name > 2");
  await condition.press("Enter");
  await expect(inspector.panel.getByText(/is not valid SQL/)).toBeVisible();
  await condition.fill("length(name) > 2");
  await condition.press("Enter");
  expect(await sqlOf(page)).toContain("CHECK (length(name) > 2)");
  await inspector.toggle("length(name) > 2");
  await inspector.fill("Condition", "length(name) > 3");
  expect(await sqlOf(page)).toContain("CHECK (length(name) > 3)");
});

test("an enum is made, used by a column, and its values are renamed and moved", async ({
  page,
}) => {
  const inspector = await openBlog(page);
  await inspector.press("Add enum");
  await inspector.fill("Value 2", "published");
  await inspector.fill("Add a value", "hidden");
  await inspector.press("Move hidden up");
  await inspector.selectTable("Post");
  await inspector.toggle(/^title/);
  await inspector.fill("Type", "state");
  await inspector.fill("Default", "published");
  await expect(inspector.panel.getByText("Used by posts.title.")).toBeVisible();
  await inspector.fill("Value 3", "live");
  await expect(inspector.panel.getByLabel("Default", { exact: true })).toHaveValue("'live'");
  expect(await sqlOf(page)).toMatch(/title .*IN \('draft', 'hidden', 'live'\)/);
});

test("a column is computed, and a comment is kept", async ({ page }) => {
  const inspector = await openBlog(page);
  await inspector.selectTable("Post");
  await inspector.fill("Comment", "What users write");
  await inspector.toggle(/^title/);
  await inspector.choose("Generated", "Computed and stored");
  await inspector.fill("Formula", "'Post ' || author_id");
  expect(await sqlOf(page)).toContain("GENERATED ALWAYS AS ('Post ' || author_id) STORED");
  await expect(inspector.panel.getByLabel("Default", { exact: true })).toBeHidden();
  await expect(inspector.panel.getByLabel("Comment", { exact: true }).first()).toHaveValue(
    "What users write",
  );
});

test("a many-to-many relation is one gesture and one undo step", async ({ page }) => {
  const inspector = await openBlog(page);
  await inspector.selectTable("Post");
  await inspector.press("Add relation");
  const dialog = page.getByRole("dialog", { name: "Add relation" });
  await dialog.getByRole("combobox", { name: "Kind" }).click();
  await page.getByRole("option", { name: "Many to many" }).click();
  await dialog.getByRole("button", { name: "Add relation" }).click();
  await expect(page.getByRole("group", { name: /^Table post_users/ })).toBeVisible();
  expect(await sqlOf(page)).toContain("PRIMARY KEY (post_id, user_id)");
  await page.getByRole("application").first().press("ControlOrMeta+z");
  await new Stele(page).expectTables(["Post", "User"]);
});

test("the columns of a relation and its constraint are changed", async ({ page }) => {
  const inspector = await openBlog(page);
  await inspector.selectTable("Post");
  await inspector.toggle("author one User");
  await inspector.fill("Constraint name", "written_by");
  await inspector.choose("On delete", "Cascade");
  await inspector.choose("Column 1", "id");
  expect(await sqlOf(page)).toContain(
    "CONSTRAINT written_by FOREIGN KEY (id) REFERENCES users (id) ON DELETE CASCADE",
  );
});

test("a deletion asks what becomes of keys, checks and relations", async ({ page }) => {
  const inspector = await openBlog(page);
  await inspector.selectTable("Post");
  await inspector.press("Add check");
  await inspector.fill("Condition of the new check", "length(title) > author_id");
  await inspector.toggle(/^title/);
  await inspector.press("Delete column");
  const dialog = page.getByRole("dialog", { name: "Delete the column posts.title?" });
  await expect(dialog.getByText("Delete the check")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
  await inspector.press("Delete column");
  await dialog.getByRole("button", { name: "Delete" }).click();
  expect(await sqlOf(page)).not.toMatch(/title|CHECK/);

  await inspector.selectTable("User");
  await inspector.press("Delete table");
  const table = page.getByRole("dialog", { name: "Delete the table users?" });
  await table.getByRole("combobox").click();
  await page.getByRole("option", { name: /^Delete .*author_id.*, too$/ }).click();
  await table.getByRole("button", { name: "Delete" }).click();
  expect(await sqlOf(page)).not.toMatch(/author_id|users/);
  const diagram = page.getByRole("application").first();
  await diagram.press("ControlOrMeta+z");
  await diagram.press("ControlOrMeta+z");
  expect(await sqlOf(page)).toContain("CHECK (length(title) > author_id)");
});

test("a type that is none is refused, and references follow the type of their key", async ({
  page,
}) => {
  const inspector = await openBlog(page);
  await inspector.selectTable("User");
  await inspector.toggle(/^PK id/);
  await inspector.fill("Type", "strin");
  await expect(inspector.panel.getByText('There is no type "strin".')).toBeVisible();
  await inspector.fill("Type", "bigint");
  await inspector.press("Change to bigint");
  await expect(page.getByRole("group", { name: /^Table posts/ })).toContainText(
    /author_id\s*bigint/,
  );
  await inspector.toggle(/name/);
  await inspector.fill("Default", "it's");
  await expect(inspector.panel.getByText(/is not valid SQL/)).toBeVisible();
  await inspector.fill("Default", "unknown");
  await expect(inspector.panel.getByText("The text unknown")).toBeVisible();
});
