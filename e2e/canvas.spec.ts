/** The canvas keeps to where the user points. */
import { readFileSync } from "node:fs";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { Stele } from "./pages/stele.ts";

const boxOf = async (page: Page, name: RegExp) => {
  const box = await page.getByRole("group", { name }).boundingBox();
  if (box === null) throw new Error("the card is not in view");
  return box;
};

test("the first table of an empty project appears where the canvas is double-clicked", async ({
  page,
}) => {
  const stele = new Stele(page);
  await stele.open();
  await stele.chooseInMenu("New project");
  await expect(page.getByText("No tables yet", { exact: true })).toBeVisible();
  await page.locator(".react-flow__pane").dblclick({ position: { x: 180, y: 110 } });
  const pane = await page.locator(".react-flow__pane").boundingBox();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  const card = await boxOf(page, /^Table /);
  expect(pane && Math.abs(card.x + 60 - pane.x - 180)).toBeLessThan(4);
  expect(pane && Math.abs(card.y + 17 - pane.y - 110)).toBeLessThan(4);
});

test("a relation of a table to itself is selected after its drag", async ({ page }) => {
  await new Stele(page).open();
  const column = page.getByRole("group", { name: /^Table users/ }).getByText("name");
  await column.hover();
  const card = await boxOf(page, /^Table users/);
  const row = await column.boundingBox();
  if (row === null) throw new Error("the row is not in view");
  await page.mouse.move(card.x, row.y + row.height / 2);
  await page.mouse.down();
  await page.mouse.move(card.x + 60, card.y + 16, { steps: 8 });
  await page.mouse.up();
  await expect(
    page.getByRole("button", { name: /users.name refers to users/, pressed: true }),
  ).toBeAttached();
});

test("the whole diagram is in view after Fit, clear of the bars, without a map", async ({
  page,
}) => {
  const stele = new Stele(page);
  await stele.open();
  const tables = Array.from(
    { length: 40 },
    (_, index) => `CREATE TABLE thing_${index} (id INTEGER PRIMARY KEY, next INTEGER);`,
  );
  const dialog = await stele.readText(tables.join("\n"));
  await dialog.getByRole("button", { name: "Open as a new project" }).click();
  await expect(page.locator(".react-flow__node")).toHaveCount(40);
  await expect(page.getByRole("progressbar", { name: "Laying out the diagram" })).toBeHidden();
  await page.getByRole("button", { name: "Fit", exact: true }).click();
  const bar = await page.getByRole("button", { name: "Fit", exact: true }).boundingBox();
  const nodes = await page.locator(".react-flow__node").all();
  const boxes = await Promise.all(nodes.map(node => node.boundingBox()));
  const bottom = Math.max(...boxes.map(box => (box === null ? 0 : box.y + box.height)));
  expect(bottom).toBeLessThan(bar?.y ?? 0);
  await expect(page.getByLabel("Map of the diagram")).toBeHidden();
});

const choosePicture = async (page: Page): Promise<Locator> => {
  await page.locator(".react-flow__pane").click({ button: "right", position: { x: 30, y: 300 } });
  await page.getByRole("menuitem", { name: "Save a picture of the diagram" }).click();
  return page.getByRole("dialog", { name: "Save a picture" });
};

test("a picture of the diagram is saved and can be looked at", async ({ page }) => {
  await new Stele(page).open();
  const dialog = await choosePicture(page);
  await dialog.getByRole("radio", { name: "Dark" }).click();
  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("Blog.svg");
  const picture = readFileSync(await download.path(), "utf8");
  expect(picture).toContain('fill="rgb(27, 26, 24)"');
  expect(picture).toContain("data:font/woff2;base64,");
  await expect(dialog).toBeHidden();
  await page.setContent(picture);
  for (const text of ["users", "author_id", "varchar(200)"]) {
    await expect(page.getByText(text, { exact: true })).toBeVisible();
  }
});

test("a picture is saved as pixels, and printed", async ({ page }) => {
  await new Stele(page).open();
  const dialog = await choosePicture(page);
  await dialog.getByRole("radio", { name: "PNG" }).click();
  await dialog.getByRole("radio", { name: "4×" }).click();
  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save" }).click();
  const bytes = readFileSync(await (await downloading).path());
  expect([...bytes.subarray(1, 4)].map(byte => String.fromCharCode(byte)).join("")).toBe("PNG");
  expect(bytes.readUInt32BE(16)).toBeGreaterThan(1200);
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await choosePicture(page);
  await dialog.getByRole("radio", { name: "Print or PDF" }).click();
  await dialog.getByRole("button", { name: "Print" }).click();
  await expect(dialog).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".printed-picture")).toBeVisible();
  await expect(page.getByRole("application").first()).toBeHidden();
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
  await expect(page.locator(".printed-picture")).toHaveCount(0);
});
