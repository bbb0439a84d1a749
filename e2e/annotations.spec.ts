/** A user explains a diagram with notes, areas and colors. */
import { expect, test } from "@playwright/test";
import { Inspector } from "./pages/inspector.ts";
import { Stele } from "./pages/stele.ts";

test("an area moves its tables, a note is written, and all is kept and undone", async ({
  page,
}) => {
  const stele = new Stele(page);
  await stele.open();
  const inspector = new Inspector(page);
  await inspector.selectTable("User");
  await inspector.panel.getByRole("radio", { name: "teal" }).click();
  const diagram = page.getByRole("application").first();
  await diagram.press("g");
  await page.keyboard.type("People");
  await page.keyboard.press("Enter");
  const area = page.getByRole("group", { name: "Area People" });
  const users = page.getByRole("group", { name: /^Table users/ });
  const posts = page.getByRole("group", { name: /^Table posts/ });
  const [start, table, other] = [
    await area.boundingBox(),
    await users.boundingBox(),
    await posts.boundingBox(),
  ];
  if (!start || !table || !other) throw new Error("the diagram is not in view");
  await page.mouse.move(start.x + 10, start.y + start.height - 8);
  await page.mouse.down();
  await page.mouse.move(start.x + 10, start.y + start.height + 72, { steps: 8 });
  await page.mouse.up();
  await expect(async () => {
    const distance = ((await area.boundingBox())?.y ?? 0) - start.y;
    expect(distance).toBeGreaterThan(40);
    expect((await users.boundingBox())?.y).toBeCloseTo(table.y + distance, 0);
  }).toPass({ timeout: 20_000 });
  expect((await posts.boundingBox())?.y).toBe(other.y);

  await diagram.press("n");
  await page.keyboard.type("Two\nlines");
  await page.keyboard.press("Escape");
  const note = page.getByRole("group", { name: /^Note Two/ });
  await expect(note).toHaveText("Two\nlines");
  await stele.expectSaved();
  await page.reload();
  await expect(note).toBeVisible();
  await expect(area).toBeVisible();

  await note.click();
  await page.keyboard.press("Delete");
  await expect(note).toBeHidden();
  await diagram.press("ControlOrMeta+z");
  await expect(note).toBeVisible();
});

test("the menu of a column deletes the column, not the table", async ({ page }) => {
  const stele = new Stele(page);
  await stele.open();
  const posts = page.getByRole("group", { name: /^Table posts/ });
  await posts.getByText("title").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Delete selection" }).click();
  await expect(posts).not.toContainText("title");
  await stele.expectTables(["Post", "id", "author_id", "User"]);
});
