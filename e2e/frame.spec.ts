/** The window's frame: history, announcements, and moves of the focus. */
import { expect, test } from "@playwright/test";
import { Stele } from "./pages/stele.ts";

test("undo and redo are buttons with the name of the step, and a list leads to any step", async ({
  page,
}) => {
  const stele = new Stele(page);
  await stele.open();
  const undo = page.getByRole("button", { name: "Undo" });
  const redo = page.getByRole("button", { name: "Redo" });
  await expect(undo).toBeDisabled();
  await page.getByRole("treeitem", { name: "Post" }).click();
  await page.getByRole("textbox", { name: "Table name" }).fill("articles");
  await page.keyboard.press("Enter");
  await expect(undo).toHaveAccessibleDescription("Rename table posts to articles");
  await page.getByRole("button", { name: "Delete table" }).click();
  await expect(undo).toHaveAccessibleDescription("Delete table articles");
  await undo.click();
  await stele.expectTables(["Article", "User"]);
  await expect(redo).toHaveAccessibleDescription("Delete table articles");

  await page.getByRole("button", { name: "History" }).click();
  const steps = page.getByRole("menuitemradio");
  await expect(steps).toHaveText([
    "Delete table articles",
    "Rename table posts to articles",
    "Start",
  ]);
  await expect(steps.nth(1)).toBeChecked();
  await steps.last().click();
  await stele.expectTables(["Post", "User"]);
  await page.getByRole("button", { name: "History" }).click();
  await steps.first().click();
  await stele.expectTables(["User"]);
  await expect(redo).toBeDisabled();
});

test("changes are announced to screen readers", async ({ page }) => {
  await new Stele(page).open();
  const news = page.locator("[aria-live=polite]").filter({ hasText: /table/i });
  await page.getByRole("treeitem", { name: "Post" }).click();
  await page.keyboard.press("Delete");
  await expect(news).toHaveText("Delete table posts");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(news).toHaveText("Undid: Delete table posts");
  await page.keyboard.press("ControlOrMeta+y");
  await expect(news).toHaveText("Redid: Delete table posts");
});

test("F6 moves between the panels, and back to where the focus was", async ({ page }) => {
  await new Stele(page).open();
  await page.getByRole("button", { name: /problem/ }).click();
  await page.getByRole("treeitem", { name: "Post" }).click();
  const inPanel = (name: string) =>
    page.locator(`[aria-label="${name}"]:focus-within, [aria-label="${name}"]:focus`);
  for (const name of ["Diagram", "Problems", "Inspector", "Tables", "Diagram"]) {
    await page.keyboard.press("F6");
    await expect(inPanel(name)).toHaveCount(1);
  }
  await page.keyboard.press("Shift+F6");
  await expect(page.getByRole("treeitem", { name: "Post" })).toBeFocused();
  await page.keyboard.press("Shift+F6");
  await expect(page.getByRole("textbox", { name: "Table name" })).toBeFocused();
});

test("Escape ends the selection, and a new table without a name is gone", async ({ page }) => {
  await new Stele(page).open();
  await page.getByRole("treeitem", { name: "Post" }).click();
  await expect(page.getByRole("textbox", { name: "Table name" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("textbox", { name: "Table name" })).toHaveCount(0);

  const tables = page.locator('[role="treeitem"][aria-level="1"]');
  const naming = page.getByRole("textbox", { name: "Name of the table" });
  await page.keyboard.press("t");
  await expect(naming).toBeFocused();
  await expect(tables).toHaveCount(3);
  await page.keyboard.press("Escape");
  await expect(tables).toHaveCount(2);
  // A table that has its name stays when a later change of the name is given up.
  await page.keyboard.press("t");
  await expect(naming).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.keyboard.press("F2");
  await expect(naming).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(naming).toHaveCount(0);
  await expect(tables).toHaveCount(3);
});

test("the focus stays in the panel when what had it is deleted", async ({ page }) => {
  const stele = new Stele(page);
  await stele.open();
  const post = page.getByRole("treeitem", { name: "Post" });
  await post.click();
  await post.focus();
  await page.keyboard.press("Delete");
  await expect(page.getByRole("treeitem", { name: "User" })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+z");

  await post.click();
  await page.locator(".react-flow__node").filter({ hasText: "Post" }).focus();
  await page.keyboard.press("Delete");
  await expect(page.getByRole("region", { name: "Diagram" })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+z");

  await post.click();
  await page.getByRole("button", { name: "Delete table" }).press("Enter");
  await expect(page.getByRole("region", { name: "Inspector" })).toBeFocused();
});

test("lists of a dialog open above it", async ({ page }) => {
  await new Stele(page).open();
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Add relation" });
  await dialog.getByRole("combobox", { name: "From table" }).click();
  await page.getByRole("option", { name: "users" }).click();
  await expect(dialog.getByRole("combobox", { name: "From table" })).toHaveText("users");
});

test("the palette creates, opens, imports and saves projects", async ({ page }) => {
  await new Stele(page).open();
  const find = async (text: string) => {
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("combobox", { name: "Search or run a command" }).fill(text);
  };
  for (const [text, command] of [
    ["new", "New project"],
    ["open", "All projects…"],
    ["export", "Go to Export"],
    ["sqlite", "Save as a SQLite database"],
    ["save", "Save as a file"],
  ] as const) {
    await find(text);
    await expect(page.getByRole("option", { name: command })).toBeVisible();
    await page.keyboard.press("Escape");
  }
  await find("import");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Import" })).toBeVisible();
});

test("problems are counted, hints are listed apart, and both have fixes", async ({ page }) => {
  const stele = new Stele(page);
  await stele.open();
  const dialog = await stele.readText(
    "CREATE TABLE kites (id INTEGER PRIMARY KEY);\nCREATE TABLE flights (kite_id INTEGER REFERENCES kites);",
  );
  await dialog.getByRole("button", { name: "Open as a new project" }).click();
  await stele.expectTables(["Flight", "Kite"]);
  await page.getByRole("button", { name: "1 problem", exact: true }).click();
  const panel = page.getByRole("region", { name: "Problems" });
  await expect(panel.getByRole("list").first()).toContainText('"flights" has no primary key.');
  await expect(panel.getByRole("heading", { name: "Hints 1" })).toBeVisible();
  await expect(panel.getByRole("list").last()).toContainText("has no index");

  await panel.getByRole("button", { name: "Add index" }).press("Enter");
  await expect(panel.getByRole("heading", { name: /Hints/ })).toHaveCount(0);
  await expect(panel).toBeFocused();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(panel.getByRole("heading", { name: "Hints 1" })).toBeVisible();
});
