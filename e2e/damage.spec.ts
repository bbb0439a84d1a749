/** Damage in the storage of the browser: it is reported, and other projects stay within reach. */
import { expect, type Page, test } from "@playwright/test";
import { QueryScreen } from "./pages/query-screen.ts";
import { Stele } from "./pages/stele.ts";

type Change = { readonly store: "projects" | "records" | "rows"; readonly change: string };

/** Changes every entry of a store; `change` is the body of a function of `value`, `key` and `store`. */
const damage = (page: Page, { store, change }: Change) =>
  page.evaluate(
    async ({ name, body }) => {
      const opening = indexedDB.open("stele");
      await new Promise(resolve => {
        opening.onsuccess = resolve;
      });
      const transaction = opening.result.transaction(name, "readwrite");
      const store = transaction.objectStore(name);
      const cursor = store.openCursor();
      cursor.onsuccess = () => {
        if (!cursor.result) return;
        new Function("value", "key", "store", body)(cursor.result.value, cursor.result.key, store);
        cursor.result.continue();
      };
      await new Promise(resolve => {
        transaction.oncomplete = resolve;
      });
      opening.result.close();
    },
    { name: store, body: change },
  );

const twoProjects = async (page: Page): Promise<Stele> => {
  const stele = new Stele(page);
  await stele.open();
  await stele.expectSaved();
  await stele.chooseInMenu(/sample Library/);
  await expect(stele.tables).toHaveCount(9);
  await stele.expectSaved();
  return stele;
};

const LIBRARY = 'value.name === "Library"';

for (const [what, change] of [
  [
    "records are null",
    `if (${LIBRARY}) { delete value.order; store.put({ ...value, records: null }); }`,
  ],
  ["name is an object", `if (${LIBRARY}) store.put({ ...value, name: { first: "x" } });`],
  ["queries are gone", `if (${LIBRARY}) store.put({ ...value, queries: undefined });`],
] as const) {
  test(`a project whose ${what} is reported, listed, and locks no other`, async ({ page }) => {
    const stele = await twoProjects(page);
    await damage(page, { store: "projects", change });
    await page.reload();
    await expect(page.getByText(/could not be opened/).first()).toBeVisible();
    await stele.expectTables(["Post", "User"]);
    // Keys work next to the notice.
    await page.keyboard.press("Control+o");
    const dialog = page.getByRole("dialog", { name: "Projects in this browser" });
    await expect(dialog.getByText("damaged", { exact: true })).toBeVisible();
    await expect(dialog.getByRole("button", { name: /^Blog/ })).toBeFocused();
    const saving = page.waitForEvent("download");
    await dialog.getByRole("button", { name: /^Save what is left/ }).click();
    expect((await saving).suggestedFilename()).toMatch(/damaged\.json$/);
    await dialog.getByRole("button", { name: /^Delete (Library|Damaged project)/ }).click();
    await page.getByRole("button", { name: "Delete the project" }).click();
    await expect(dialog.getByText("damaged", { exact: true })).toBeHidden();
  });
}

test("records of an unknown kind are left out and reported", async ({ page }) => {
  const stele = await twoProjects(page);
  await damage(page, {
    store: "records",
    change: 'if (value.kind === "foreignKey") store.put({ ...value, kind: "lock" }, key);',
  });
  await page.reload();
  await expect(page.getByText(/left out/).first()).toBeVisible();
  await expect(stele.tables).toHaveCount(9);
});

test("rows that cannot be read stay until the person goes on without them", async ({ page }) => {
  const stele = await twoProjects(page);
  await damage(page, {
    store: "rows",
    change: "store.put(value.slice(0, value.length / 2), key);",
  });
  await page.reload();
  const dialog = page.getByRole("dialog", { name: "The rows cannot be read" });
  const saving = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save the damaged rows as a file" }).click();
  expect((await saving).suggestedFilename()).toBe("Library-damaged-rows.sqlite");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await stele.goTo("Query");
  await expect(page.getByText("Nothing can run")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Damaged rows…" }).click();
  await dialog.getByRole("button", { name: "Go on with empty tables" }).click();
  const query = new QueryScreen(page);
  await query.ready();
  await query.write("await db.Book.count();");
  await expect(page.getByText("Nothing can run")).toBeHidden();
  await query.expectStatements(1);
});

test("storage that is cleared while the page is open gets everything again", async ({ page }) => {
  const stele = new Stele(page);
  await stele.open("Query");
  const query = new QueryScreen(page);
  await query.ready();
  await query.write('db.User.create({ name: "Zoe" }); await db.save();');
  await query.expectStatements(3);
  await page.getByRole("button", { name: "Run and keep" }).click();
  await expect(page.getByText("Kept: 1 row written")).toBeVisible();
  await stele.expectSaved();
  await page.evaluate(
    () =>
      new Promise(resolve => {
        indexedDB.deleteDatabase("stele").onsuccess = resolve;
      }),
  );
  await query.write('await db.User.where({ name: "Zoe" }).count();');
  await stele.expectSaved();
  await expect
    .poll(() => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)))
    .toContain("stele");
  await stele.expectSaved();
  await page.reload();
  await query.ready();
  await query.write('await db.User.where({ name: "Zoe" }).all();');
  await expect(query.results.getByText("Zoe")).toBeVisible();
});
