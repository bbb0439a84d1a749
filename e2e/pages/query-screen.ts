/** The query screen as a person meets it. */
import { expect, type Locator, type Page } from "@playwright/test";

export class QueryScreen {
  readonly page: Page;
  readonly sql: Locator;
  readonly results: Locator;

  constructor(page: Page) {
    this.page = page;
    this.sql = page.getByRole("region", { name: "SQL", exact: true });
    this.results = page.getByRole("region", { name: "Results" });
  }

  get editor(): Locator {
    return this.page.getByRole("region", { name: "Object query" }).getByRole("code").first();
  }

  /** The words of the query on screen. */
  get lines(): Locator {
    return this.page.locator(".view-lines");
  }

  async ready(): Promise<void> {
    await expect(this.lines).toBeVisible({ timeout: 30_000 });
    await expect(this.sql.getByRole("article").first()).toBeVisible({ timeout: 30_000 });
  }

  /** Replaces the query as one paste does. */
  async write(code: string): Promise<void> {
    // A click would miss a text that is scrolled.
    await this.page.getByRole("textbox", { name: "Query", exact: true }).focus();
    await this.page.keyboard.press("ControlOrMeta+A");
    await this.page.keyboard.insertText(code);
  }

  /** The highlighted text of the query, as shown on screen. */
  async pointedWords(): Promise<string> {
    const pieces = await this.page.locator(".stele-pointed").allTextContents();
    return pieces.join("").replaceAll("\u00a0", " ");
  }

  /** Agrees to run the queries of a project that comes from somewhere else. */
  async agree(): Promise<void> {
    await this.page.getByRole("button", { name: "Run queries of this project" }).click();
  }

  statement(number: number): Locator {
    return this.sql.getByRole("article", { name: `Statement ${number}`, exact: true });
  }

  async expectStatements(count: number): Promise<void> {
    const noun = count === 1 ? "statement" : "statements";
    await expect(this.sql.getByRole("status")).toContainText(`${count} ${noun}`);
  }

  async show(view: "Rows" | "Objects" | "Statements" | "Console"): Promise<void> {
    await this.results.getByRole("tab", { name: new RegExp(`^${view}`) }).click();
  }

  async chooseDialect(name: string): Promise<void> {
    await this.sql.getByRole("radio", { name }).click();
  }
}
