/** The import dialog, as a person uses it. */
import { expect, type Locator, type Page } from "@playwright/test";
import { Stele } from "./stele.ts";

/** Python starts, which takes long on a busy machine. */
const READING = { timeout: 200_000 };

export class ImportDialog {
  readonly page: Page;
  readonly stele: Stele;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.stele = new Stele(page);
    this.dialog = page.getByRole("dialog", { name: "Import" });
  }

  async open(): Promise<void> {
    await this.stele.open();
    await this.show();
  }

  /** Opens it without an earlier input. */
  async show(): Promise<void> {
    if (await this.dialog.isVisible()) await this.close();
    await this.stele.chooseInMenu("Import…");
  }

  async close(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await expect(this.dialog).toBeHidden();
  }

  get text(): Locator {
    return this.dialog.getByRole("textbox", { name: "Text to import" });
  }

  get problems(): Locator {
    return this.dialog.getByRole("list", { name: "What could not be read" });
  }

  button(name: string): Locator {
    return this.dialog.getByRole("button", { name, exact: true });
  }

  async chooseFiles(files: string | Parameters<Locator["setInputFiles"]>[0]): Promise<void> {
    await this.page.getByLabel("Files to import").setInputFiles(files);
  }

  async chooseFolder(folder: string): Promise<void> {
    await this.page.getByLabel("Folder to import").setInputFiles(folder);
  }

  /** The files that would be loaded. */
  async expectFiles(names: readonly string[]): Promise<void> {
    const files = this.dialog.getByRole("region", { name: "Files to load" });
    await expect(files.getByRole("listitem")).toHaveText([...names]);
  }

  async read(library: string): Promise<void> {
    await this.button(`Read with ${library}`).click();
  }

  /** The tables, each with the number of its columns, such as `kites 3 columns`. */
  async expectTables(tables: readonly string[]): Promise<void> {
    const list = this.dialog.getByRole("region", { name: "Tables" }).getByRole("listitem");
    await expect(list.first()).toBeVisible(READING);
    await expect(list).toHaveText(tables.map(table => table.replace(" ", "")));
  }

  async expectFailure(text: string | RegExp): Promise<void> {
    await expect(this.dialog.getByRole("alert")).toContainText(text, READING);
  }

  async add(): Promise<void> {
    await this.button("Add to this project").click();
    await expect(this.dialog).toBeHidden();
  }

  /** Drops files or folders of the disk on the window. */
  async drop(paths: readonly string[]): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const data = { items: [], files: [...paths], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"] as const) {
      await session.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
    }
  }
}
