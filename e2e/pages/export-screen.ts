/** The export screen as a person meets it. */
import { expect, type Locator, type Page } from "@playwright/test";

export class ExportScreen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  code(target: string): Locator {
    return this.page.getByRole("region", { name: target, exact: true });
  }

  /** A line of the code; the editor writes spaces as no-break spaces. */
  line(text: string): Locator {
    const pattern = text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", "[\\s\\u00a0]");
    return this.page.locator(".view-line").filter({ hasText: new RegExp(pattern) });
  }

  async choose(target: string): Promise<void> {
    await this.page.getByRole("combobox", { name: "Target" }).click();
    await this.page.getByRole("option", { name: target, exact: true }).click();
    await expect(this.code(target)).toBeVisible();
  }

  async copied(): Promise<string> {
    await this.page.getByRole("button", { name: "Copy", exact: true }).click();
    await expect(this.page.getByText("Copied").last()).toBeVisible();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }
}
