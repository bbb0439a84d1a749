/** One project in two tabs: one of them edits it, and nothing is lost. */
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { Stele } from "./pages/stele.ts";

const openTab = async (context: BrowserContext): Promise<Stele> => {
  const stele = new Stele(await context.newPage());
  await stele.page.goto("./#/design");
  return stele;
};

const elsewhere = (page: Page) => page.getByRole("alertdialog", { name: /open in another tab/ });

const addTable = async ({ page }: Stele, name: string): Promise<void> => {
  await page.keyboard.press("t");
  await expect(page.getByRole("textbox", { name: "Name of the table" })).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
};

test("a second tab waits, takes over, and both have all changes", async ({ context }) => {
  const first = await openTab(context);
  await first.expectTables(["Post", "User"]);
  await first.expectSaved();
  await addTable(first, "apples");

  const second = await openTab(context);
  await expect(elsewhere(second.page)).toBeVisible();
  await expect(elsewhere(first.page)).toBeHidden();
  await expect(second.page.getByRole("button", { name: "Use it here" })).toBeFocused();
  // Keys do not reach the diagram behind the dialog, wherever the focus is.
  await second.page.keyboard.press("t");
  await second.page.mouse.click(30, 600);
  await second.page.keyboard.press("t");
  await expect(second.page.getByRole("textbox", { name: "Name of the table" })).toBeHidden();
  await addTable(first, "berries");
  await second.page.getByRole("button", { name: "Use it here" }).click();
  await expect(elsewhere(second.page)).toBeHidden();
  await second.expectTables(["Apple", "Berry", "Post", "User"]);
  await expect(elsewhere(first.page)).toBeVisible();

  await addTable(second, "cherries");
  await second.expectSaved();
  await first.page.getByRole("button", { name: "Use it here" }).click();
  await first.expectTables(["Apple", "Berry", "Cherry", "Post", "User"]);
  await expect(elsewhere(second.page)).toBeVisible();
});

test("a tab that waits can open another project instead", async ({ context }) => {
  const first = await openTab(context);
  await first.expectSaved();
  const second = await openTab(context);
  await elsewhere(second.page).getByRole("button", { name: "New project" }).click();
  await expect(elsewhere(second.page)).toBeHidden();
  await addTable(second, "notes");
  await second.expectSaved();
  await first.expectTables(["Post", "User"]);
  await first.page.reload();
  // The latest project is the one of the second tab.
  await expect(elsewhere(first.page)).toBeVisible();
  await elsewhere(first.page).getByRole("button", { name: "All projects…" }).click();
  await first.page.getByRole("dialog").getByRole("button", { name: /^Blog/ }).click();
  await first.expectTables(["Post", "User"]);
  await expect(elsewhere(first.page)).toBeHidden();
});

test("a tab that hangs loses the project to the other, with what it had saved", async ({
  context,
}) => {
  const first = await openTab(context);
  await first.expectSaved();
  await addTable(first, "apples");
  await first.expectSaved();
  await first.page.evaluate(() => {
    // The tab answers no message any more, as one that the browser has frozen.
    BroadcastChannel.prototype.postMessage = () => undefined;
    addEventListener("message", event => event.stopImmediatePropagation(), true);
    setTimeout(() => {
      const end = Date.now() + 6_000;
      while (Date.now() < end);
    });
  });
  const second = await openTab(context);
  await expect(elsewhere(second.page)).toBeVisible();
  await second.page.getByRole("button", { name: "Use it here" }).click();
  await second.expectTables(["Apple", "Post", "User"]);
  await expect(elsewhere(second.page)).toBeHidden();
  await expect(elsewhere(first.page)).toBeVisible();
});

test("a tab that opens its own project again keeps it", async ({ context }) => {
  const first = await openTab(context);
  await first.expectSaved();
  await first.chooseInMenu("All projects…");
  await first.page.getByRole("dialog").getByRole("button", { name: /^Blog/ }).click();
  await first.expectTables(["Post", "User"]);
  const second = await openTab(context);
  await expect(elsewhere(second.page)).toBeVisible();
  await expect(elsewhere(first.page)).toBeHidden();
});
