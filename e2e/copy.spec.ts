/** A user copies tables and columns, within a project, to another project, and to other programs. */
import { expect, test } from "@playwright/test";
import { Inspector } from "./pages/inspector.ts";
import { Stele } from "./pages/stele.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("tables are copied to another project, with everything, and as SQL", async ({ page }) => {
  const stele = new Stele(page);
  await stele.open();
  const inspector = new Inspector(page);
  await inspector.selectTable("Post");
  await inspector.press("Add check");
  await inspector.fill("Condition of the new check", "length(title) > 3");
  const outline = page.getByRole("navigation", { name: "Tables" });
  await outline
    .getByRole("treeitem", { name: "User", exact: false })
    .first()
    .click({ modifiers: ["ControlOrMeta"] });
  await page.keyboard.press("ControlOrMeta+c");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("CREATE TABLE posts");

  await stele.chooseInMenu("New project");
  await stele.expectTables([]);
  await page.keyboard.press("ControlOrMeta+v");
  await stele.expectTables(["Post", "User"]);
  await expect(page.getByText("2 tables · 1 relation")).toBeVisible();
  await inspector.selectTable("Post");
  await expect(inspector.panel.getByRole("button", { name: "length(title) > 3" })).toBeVisible();
  await page.getByRole("application").first().press("ControlOrMeta+z");
  await stele.expectTables([]);
});

test("a table and a column are duplicated, and a column is pasted into another table", async ({
  page,
}) => {
  const stele = new Stele(page);
  await stele.open();
  const inspector = new Inspector(page);
  await inspector.selectTable("Post");
  await page.keyboard.press("ControlOrMeta+d");
  await stele.expectTables(["Post", "Post2", "id", "title", "author_id", "User"]);
  await inspector.toggle(/^title/);
  await page.keyboard.press("ControlOrMeta+d");
  await expect(page.getByRole("group", { name: "Table posts2, 4 columns" })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+c");
  await inspector.selectTable("User");
  await page.keyboard.press("ControlOrMeta+v");
  await expect(page.getByRole("group", { name: /^Table users/ })).toContainText("title");
});

test("clipboard data of others does no harm", async ({ page }) => {
  const stele = new Stele(page);
  await stele.open();
  const paste = (data: string) =>
    page.evaluate(text => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("application/x-stele", text);
      document.body.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
      );
    }, data);
  const content = { version: 1, name: "", records: [{ kind: "table" }], queries: [] };
  for (const data of [
    "{",
    "[]",
    '{"tables":["t1"]}',
    JSON.stringify({ tables: ["nothing"], columns: [], annotations: [], content }),
  ]) {
    await paste(data);
  }
  await stele.expectTables(["Post", "User"]);
});
