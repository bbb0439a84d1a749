/** A user checks exported models in the real library, in the page. */
import { expect, test } from "@playwright/test";
import { ExportScreen } from "./pages/export-screen.ts";
import { Stele } from "./pages/stele.ts";

// Python starts once for each library, which takes long on a busy machine.
test.describe.configure({ timeout: 400_000 });

const all = /created 9 tables, as in the design/;

/** Tortoise ORM creates no checks. */
const libraries = {
  SQLAlchemy: all,
  SQLModel: all,
  Django: all,
  "Tortoise ORM": /created 9 tables; 4 differ from the design/,
  Peewee: all,
};

for (const [library, expected] of Object.entries(libraries)) {
  test(`${library} creates the tables of the Library sample`, async ({ page, context }) => {
    const elsewhere: string[] = [];
    const stele = new Stele(page);
    await stele.open("Export");
    const origin = new URL(page.url()).origin;
    context.on("request", request => {
      if (/^https?:/.test(request.url()) && !request.url().startsWith(origin))
        elsewhere.push(request.url());
    });
    await stele.chooseInMenu(/sample Library/);
    await stele.goTo("Export");
    await new ExportScreen(page).choose(library);
    await page.getByRole("tab", { name: "Check it" }).click();
    await page.getByRole("button", { name: "Check it" }).click();
    const summary = page.getByRole("status").filter({ hasText: `${library} ` });
    await expect(summary).toContainText(expected, { timeout: 200_000 });
    expect(elsewhere).toEqual([]);
  });
}
