/** Tablet and phone: side panels are sheets, and everything is reached by touch. */
import { expect, type Page, test } from "@playwright/test";

const tap = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).tap();

/** The controls of a bar that another element covers, or that are not in the window. */
const coveredControls = (bar: Element): readonly string[] =>
  [...bar.querySelectorAll<HTMLElement>("button, a")]
    .filter(control => control.checkVisibility())
    .filter(control => {
      const { left, top, right, bottom } = control.getBoundingClientRect();
      const corners = [
        [left + 3, top + 3],
        [right - 3, bottom - 3],
      ] as const;
      return !corners.every(([x, y]) => control.contains(document.elementFromPoint(x, y)));
    })
    .map(control => control.getAttribute("aria-label") ?? control.textContent ?? "");

for (const [device, viewport] of [
  ["a tablet", { width: 820, height: 1180 }],
  ["a phone", { width: 390, height: 844 }],
] as const) {
  test.describe(`on ${device}`, () => {
    test.use({ viewport, hasTouch: true, isMobile: true });

    test("the diagram has the whole width, and panels are sheets", async ({ page }) => {
      await page.goto("./#/design");
      const diagram = page.getByRole("region", { name: "Diagram" });
      await expect(diagram).toBeVisible();
      expect((await diagram.boundingBox())?.width).toBe(viewport.width);

      await tap(page, "Tables");
      const tables = page.getByRole("dialog", { name: "Tables" });
      await tables.getByRole("treeitem", { name: "Post" }).tap();
      await expect(tables).toHaveCount(0);

      await tap(page, "Details");
      const details = page.getByRole("dialog", { name: "Details" });
      await details.getByRole("textbox", { name: "Table name" }).fill("articles");
      await details.getByRole("button", { name: "Close" }).tap();
      await expect(details).toHaveCount(0);
      await expect(diagram.getByText("articles")).toBeVisible();

      await tap(page, "Undo");
      await expect(diagram.getByText("posts")).toBeVisible();
    });

    test("tables are related by tapping one and then the other", async ({ page }) => {
      await page.goto("./#/design");
      const diagram = page.getByRole("region", { name: "Diagram" });
      await tap(page, "Tables");
      const tables = page.getByRole("dialog", { name: "Tables" });
      await tables.getByRole("treeitem", { name: "Post" }).tap();
      await tap(page, "Details");
      await page.getByRole("dialog", { name: "Details" }).getByText("Tap to relate").tap();
      await expect(diagram.getByText("Choose the table or the column")).toBeVisible();
      await diagram.getByText("users", { exact: true }).tap();
      await expect(diagram.getByText("post_id")).toBeVisible();
      await tap(page, "Undo");
      await expect(diagram.getByText("post_id")).toHaveCount(0);
    });

    test("projects are created, opened, imported and saved", async ({ page }) => {
      await page.goto("./#/design");
      await tap(page, "Project");
      for (const name of ["New project", "All projects…", "Import…", "Save as a file"]) {
        await expect(page.getByRole("menuitem", { name })).toBeInViewport({ ratio: 1 });
      }
      await page.getByRole("menuitem", { name: "Import…" }).tap();
      const dialog = page.getByRole("dialog", { name: "Import" });
      await dialog.getByRole("textbox", { name: "Text to import" }).fill("CREATE TABLE kites (id)");
      await dialog.getByRole("button", { name: "Read" }).tap();
      await dialog.getByRole("button", { name: "Add to this project" }).tap();
      await expect(page.getByRole("region", { name: "Diagram" }).getByText("kites")).toBeVisible();
    });

    test("no control of the bars covers another", async ({ page }) => {
      for (const screen of ["design", "query", "export"]) {
        await page.goto(`./#/${screen}`);
        const current = page.locator(`[aria-current=page][href="#/${screen}"]`);
        await expect(current).toBeVisible();
        expect(await page.locator("header").first().evaluate(coveredControls)).toEqual([]);
      }
    });
  });
}
