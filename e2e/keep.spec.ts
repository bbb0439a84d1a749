/** Nothing is lost: tabs close, storage fills up. */
import { expect, test } from "@playwright/test";
import { Stele } from "./pages/stele.ts";

test("a tab that closes in the middle of an edit opens as it was", async ({ context }) => {
  const page = await context.newPage();
  await new Stele(page).open();
  await page.getByRole("button", { name: /Add table/ }).click();
  await page.keyboard.type("comments");
  await page.keyboard.press("Enter");
  await page.keyboard.type("body text not null");
  await page.keyboard.press("Enter");
  await page.keyboard.type("post_id -> posts.id");
  await page.close({ runBeforeUnload: true });

  const again = await context.newPage();
  const stele = new Stele(again);
  await stele.open();
  await stele.expectTables(["Comment", "Post", "User"]);
  await stele.tables.filter({ hasText: "Comment" }).click();
  await expect(stele.tables.filter({ hasText: "post_id" })).toBeVisible();
  await expect(again.getByText("3 tables · 2 relations")).toBeVisible();
});

test("several projects are kept apart", async ({ page }) => {
  const stele = new Stele(page);
  await stele.open();
  await stele.chooseInMenu(/sample Library/);
  await expect(stele.tables).toHaveCount(9);
  await stele.expectSaved();
  await page.reload();
  await expect(stele.tables).toHaveCount(9);
  await stele.chooseInMenu("Open Blog");
  await stele.expectTables(["Post", "User"]);
});

for (const [name, failure] of [
  ["full", "QuotaExceededError"],
  ["refused", "SecurityError"],
] as const) {
  test(`storage that is ${name} is reported, and the project can be saved as a file`, async ({
    page,
  }) => {
    await page.addInitScript(reason => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException("no", reason);
      };
    }, failure);
    const stele = new Stele(page);
    await stele.open();
    await expect(page.getByRole("alert").filter({ hasText: "Not saved" })).toBeVisible();
    await stele.expectTables(["Post", "User"]);
    const saving = page.waitForEvent("download");
    await expect(page.getByRole("button", { name: "Try again" })).toBeInViewport({ ratio: 1 });
    await page.getByRole("button", { name: "Save as a file" }).click();
    expect((await saving).suggestedFilename()).toBe("Blog.stele");
  });
}

for (const [name, change, words] of [
  [
    "refuses to open",
    () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("no", "SecurityError");
      };
    },
    "does not allow",
  ],
  [
    "is not there",
    () => Object.defineProperty(globalThis, "indexedDB", { value: undefined }),
    "does not allow",
  ],
  [
    "never answers",
    () => {
      IDBFactory.prototype.open = () =>
        Object.create(IDBOpenDBRequest.prototype, { addEventListener: { value: () => undefined } });
    },
    "does not answer",
  ],
] as const) {
  test(`with storage that ${name} the page works all the same`, async ({ page }) => {
    await page.addInitScript(change);
    const stele = new Stele(page);
    await stele.open();
    await stele.expectTables(["Post", "User"]);
    await expect(page.getByRole("alert").filter({ hasText: `Not saved: ` })).toContainText(words);
    await stele.chooseInMenu("All projects…");
    const dialog = page.getByRole("dialog", { name: "Projects in this browser" });
    await expect(dialog.getByText("The projects cannot be listed")).toBeVisible();
    await expect(dialog).toContainText(words);
  });
}
