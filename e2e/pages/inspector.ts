/** The inspector as a person uses it. */
import type { Locator, Page } from "@playwright/test";

export class Inspector {
  readonly page: Page;
  readonly panel: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole("region", { name: "Inspector" });
  }

  /** Selects a table by the name of its class. */
  async selectTable(name: string): Promise<void> {
    const outline = this.page.getByRole("navigation", { name: "Tables" });
    await outline.getByRole("treeitem", { name, exact: false }).first().click();
  }

  async press(name: string): Promise<void> {
    await this.panel.getByRole("button", { name, exact: true }).click();
  }

  /** Opens or closes an entry, such as an index, or a column. */
  async toggle(name: string | RegExp): Promise<void> {
    await this.panel.getByRole("button", { name }).first().click();
  }

  /** Fills a field and commits it. */
  async fill(label: string, text: string): Promise<void> {
    const field = this.panel.getByLabel(label, { exact: true });
    await field.fill(text);
    await field.press("Enter");
  }

  async choose(label: string, option: string): Promise<void> {
    await this.panel.getByRole("combobox", { name: label, exact: true }).click();
    await this.page.getByRole("option", { name: option, exact: true }).click();
  }
}
