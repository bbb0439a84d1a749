/** How a person moves through the window. */
import { expect, type Locator, type Page } from "@playwright/test";

export type Screen = "Design" | "Query" | "Export";

export class Stele {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(screen: Screen = "Design"): Promise<void> {
    await this.page.goto(`./#/${screen.toLowerCase()}`);
    await expect(this.page.getByRole("navigation", { name: "Tables" })).toBeVisible();
  }

  async goTo(screen: Screen): Promise<void> {
    const screens = this.page.getByRole("navigation", { name: "Screens" });
    await screens.getByRole("link", { name: screen }).click();
  }

  /** Runs a row of the project's menu. */
  async chooseInMenu(name: string | RegExp): Promise<void> {
    await this.page.getByRole("button", { name: "Project", exact: true }).click();
    await this.page.getByRole("menuitem", { name }).click();
  }

  /** Reads a text in the import dialog, which stays open with what was found. */
  async readText(text: string): Promise<Locator> {
    await this.chooseInMenu("Import…");
    const dialog = this.page.getByRole("dialog", { name: "Import" });
    await dialog.getByRole("textbox", { name: "Text to import" }).fill(text);
    await dialog.getByRole("button", { name: "Read" }).click();
    return dialog;
  }

  get tables(): Locator {
    return this.page.getByRole("navigation", { name: "Tables" }).getByRole("treeitem");
  }

  async expectTables(names: readonly string[]): Promise<void> {
    await expect(this.tables).toHaveCount(names.length);
    for (const [index, name] of names.entries()) {
      await expect(this.tables.nth(index)).toContainText(name);
    }
  }

  /** Everything is saved, also the places of a layout that has to end first. */
  async expectSaved(): Promise<void> {
    await expect(this.page.getByRole("progressbar", { name: /^Laying out/ })).toHaveCount(0);
    await expect(this.page.getByText("saved", { exact: true })).toBeVisible();
  }
}
