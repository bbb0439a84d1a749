/** The queries of a project from somewhere else run only after the person agrees. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { QueryScreen } from "./pages/query-screen.ts";
import { Stele } from "./pages/stele.ts";

const FILE = JSON.stringify({
  format: "stele",
  version: 1,
  name: "Gift",
  records: [],
  queries: [{ id: "query:1", name: "Query 1", text: 'console.log("it ran");' }],
  rows: null,
});

const openFile = async (page: Page): Promise<void> => {
  await new Stele(page).chooseInMenu("Import…");
  const buffer = Buffer.from(FILE);
  await page
    .getByLabel("Files to import")
    .setInputFiles({ name: "Gift.stele", mimeType: "", buffer });
  await expect(page.getByRole("dialog")).toHaveCount(0);
};

const bannerOf = (page: Page) =>
  page.getByText("The queries of this project do not run yet", { exact: true });

const expectNotRun = async (page: Page): Promise<void> => {
  await expect(bannerOf(page)).toBeVisible();
  await expect(page.getByRole("button", { name: "Run and keep" })).toBeDisabled();
  const query = new QueryScreen(page);
  await expect(query.lines).toBeVisible({ timeout: 30_000 });
  await query.show("Console");
  // Longer than a run takes.
  await page.waitForTimeout(700);
  await expect(query.results.getByText("No output")).toBeVisible();
  await expect(page.locator("iframe")).toHaveCount(0);
};

const consoleOf = (page: Page) =>
  new QueryScreen(page).results.getByRole("list", { name: "Console" });

test("a file asks, the answer is remembered, and the file opened again asks again", async ({
  page,
}) => {
  const stele = new Stele(page);
  await stele.open("Query");
  const query = new QueryScreen(page);
  await query.ready();
  await expect(bannerOf(page)).toHaveCount(0);
  await openFile(page);
  await expectNotRun(page);
  await query.write('console.log("edited");');
  await page.keyboard.press("ControlOrMeta+Enter");
  await expectNotRun(page);

  await query.agree();
  await expect(consoleOf(page)).toContainText("edited");
  await expect(bannerOf(page)).toHaveCount(0);
  await stele.expectSaved();
  await page.reload();
  await query.show("Console");
  await expect(consoleOf(page)).toContainText("edited", { timeout: 15_000 });
  await expect(bannerOf(page)).toHaveCount(0);

  await openFile(page);
  await expectNotRun(page);
  await stele.expectSaved();
  await page.reload();
  await expectNotRun(page);
});

test("imported tables ask before their first query, and the keyboard can agree", async ({
  page,
}) => {
  const stele = new Stele(page);
  await stele.open();
  const dialog = await stele.readText(
    "CREATE TABLE tags (id INTEGER PRIMARY KEY);\nINSERT INTO tags VALUES (7);",
  );
  await dialog.getByRole("button", { name: "Open as a new project" }).click();
  await stele.expectTables(["Tag"]);
  await stele.goTo("Query");
  await expectNotRun(page);
  const button = page.getByRole("button", { name: "Run queries of this project" });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(consoleOf(page)).toContainText("1");
  await expect(page.locator(":focus")).toHaveCount(1);
});

test("what is added to one's own project does not ask", async ({ page }) => {
  const stele = new Stele(page);
  await stele.open();
  const dialog = await stele.readText("CREATE TABLE tags (id INTEGER PRIMARY KEY);");
  await dialog.getByRole("button", { name: "Add to this project" }).click();
  await stele.goTo("Query");
  const query = new QueryScreen(page);
  await query.ready();
  await query.expectStatements(2);
  await expect(bannerOf(page)).toHaveCount(0);
});

for (const theme of ["light", "dark"] as const) {
  for (const width of [1280, 1920]) {
    test(`the banner fits in ${theme} at ${width} pixels`, async ({ page }, info) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 800 });
      await new Stele(page).open("Query");
      await openFile(page);
      await expectNotRun(page);
      const box = await bannerOf(page).boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
      await page.screenshot({ path: info.outputPath("banner.png") });
      const { violations } = await new AxeBuilder({ page }).exclude(".monaco-editor").analyze();
      const serious = violations.filter(({ impact }) => /serious|critical/.test(impact ?? ""));
      expect(serious.map(({ id }) => id)).toEqual([]);
    });
  }
}
