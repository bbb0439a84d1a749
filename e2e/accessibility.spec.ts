/** No screen and no dialog has a serious fault of accessibility, in either theme. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { ImportDialog } from "./pages/import-dialog.ts";
import { Inspector } from "./pages/inspector.ts";
import { QueryScreen } from "./pages/query-screen.ts";
import { Stele } from "./pages/stele.ts";

const expectAccessible = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page })
    // The accessibility of the editor belongs to Monaco.
    .exclude(".monaco-editor")
    .analyze();
  const serious = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(" | ")}`);
  expect(serious).toEqual([]);
};

for (const theme of ["light", "dark"] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    test("design, with a table selected, and its dialogs", async ({ page }) => {
      const stele = new Stele(page);
      await stele.open();
      await expectAccessible(page);
      await stele.tables.filter({ hasText: "Post" }).click();
      await expect(page.getByRole("textbox", { name: "Table name" })).toBeVisible();
      await expectAccessible(page);
      await stele.chooseInMenu("Import…");
      const imports = new ImportDialog(page);
      const { dialog, text } = imports;
      await expect(dialog).toBeVisible();
      await expectAccessible(page);
      await text.fill("from peewee import Model\nclass Kite(Model): pass");
      await expect(dialog.getByText("Peewee models in 1 file")).toBeVisible();
      await expectAccessible(page);
      await text.fill("CREATE TABLE kites (id INTEGER PRIMARY KEY);\nCREATE TABEL oops (id INT);");
      await imports.button("Read").click();
      await expect(dialog.getByText("Found 1 table")).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await page.keyboard.press("ControlOrMeta+k");
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page);
    });

    test("the inspector with everything open, notes, areas, and the dialogs of the designer", async ({
      page,
    }) => {
      await new Stele(page).open();
      const inspector = new Inspector(page);
      await inspector.press("Add enum");
      await expectAccessible(page);
      await inspector.selectTable("User");
      await page.keyboard.press("g");
      await page.keyboard.press("Enter");
      await page.keyboard.press("n");
      await page.keyboard.press("Escape");
      await expectAccessible(page);
      await inspector.selectTable("Post");
      await inspector.press("Add index");
      await inspector.press("Add unique key");
      await inspector.press("Add check");
      await inspector.toggle(/^title/);
      await expectAccessible(page);
      await inspector.selectTable("User");
      await inspector.press("Delete table");
      await expect(page.getByRole("dialog", { name: "Delete the table users?" })).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await page.keyboard.press("ControlOrMeta+k");
      await page.keyboard.type("picture");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("dialog", { name: "Save a picture" })).toBeVisible();
      await expectAccessible(page);
    });

    test("a narrow window, with its sheets and the history", async ({ page }) => {
      const stele = new Stele(page);
      await stele.open();
      await stele.tables.filter({ hasText: "Post" }).click();
      await page.getByRole("textbox", { name: "Table name" }).fill("articles");
      await page.keyboard.press("Enter");
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page);
      for (const name of ["Tables", "Details"]) {
        await page.getByRole("button", { name, exact: true }).click();
        const sheet = page.getByRole("dialog", { name });
        await expect(sheet).toBeVisible();
        await expectAccessible(page);
        await sheet.getByRole("button", { name: "Close" }).click();
        await expect(sheet).toHaveCount(0);
      }
      await page.getByRole("button", { name: "History" }).click();
      await expect(page.getByRole("menuitemradio")).toHaveCount(2);
      await expectAccessible(page);
    });

    test("query, with every view, and an error", async ({ page }) => {
      await new Stele(page).open("Query");
      const query = new QueryScreen(page);
      await query.ready();
      for (const view of ["Rows", "Objects", "Statements", "Console"] as const) {
        await query.show(view);
        await expectAccessible(page);
      }
      await query.write("await db.User.where({ nam: 1 }).all();");
      await expect(page.getByRole("alert").filter({ hasText: "Line 1" })).toBeVisible();
      await expectAccessible(page);
    });

    test("export", async ({ page }) => {
      await new Stele(page).open("Export");
      await expect(page.locator(".view-line").first()).toBeVisible();
      await expectAccessible(page);
    });
  });
}
