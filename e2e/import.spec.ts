/** A user imports tables and rows. */
import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import initSqlJs from "sql.js";
import { QueryScreen } from "./pages/query-screen.ts";
import { Stele } from "./pages/stele.ts";

const MUSIC = `
  CREATE TABLE artists (id INTEGER PRIMARY KEY, name VARCHAR(120) NOT NULL);
  CREATE TABLE albums (id INTEGER PRIMARY KEY, title TEXT, artist_id INTEGER NOT NULL REFERENCES artists (id));
  INSERT INTO artists VALUES (1, 'Nina'), (2, 'Miles');
  INSERT INTO albums VALUES (1, 'Pastel Blues', 1), (2, 'Kind of Blue', 2);
`;

const databaseFile = async (): Promise<Buffer> => {
  const { Database } = await initSqlJs();
  const database = new Database();
  database.exec(MUSIC);
  return Buffer.from(database.export());
};

test("pasted statements arrive, and a broken one is listed with its line", async ({ page }) => {
  const stele = new Stele(page);
  await stele.open();
  const dialog = await stele.readText(
    "CREATE TABLE tags (id INTEGER PRIMARY KEY);\nCREATE TABEL oops (id INT);\nINSERT INTO tags VALUES (7);",
  );
  await expect(dialog.getByText("Found 1 table, 1 column, and 0 relations.")).toBeVisible();
  await expect(dialog.getByRole("list", { name: "What could not be read" })).toContainText(
    "Line 2:",
  );
  await dialog.getByRole("button", { name: "Add to this project" }).click();
  await stele.expectTables(["Post", "Tag", "User"]);
  await stele.goTo("Query");
  const query = new QueryScreen(page);
  await query.ready();
  await query.write("await db.Tag.all();");
  await expect(query.results.getByRole("gridcell", { name: "7" })).toBeVisible();
  await page.keyboard.press("Escape");
  await stele.goTo("Design");
  await page.getByRole("application").first().press("ControlOrMeta+z");
  await stele.expectTables(["Post", "User"]);
});

test("a database file brings tables, relations and rows", async ({ page }) => {
  const stele = new Stele(page);
  await stele.open();
  await stele.chooseInMenu("Import…");
  const buffer = await databaseFile();
  await page
    .getByLabel("Files to import")
    .setInputFiles({ name: "music.sqlite", mimeType: "application/vnd.sqlite3", buffer });
  await expect(page.getByText("Found 2 tables, 5 columns, and 1 relation.")).toBeVisible();
  await page.getByRole("button", { name: "Open as a new project" }).click();
  await stele.expectTables(["Album", "Artist"]);
  await stele.goTo("Query");
  const query = new QueryScreen(page);
  await query.agree();
  await query.ready();
  await query.write(
    "for (const a of await db.Album.with(a => a.artist).orderBy(a => a.id).all()) console.log(a.title, a.artist.name);",
  );
  await query.show("Console");
  await expect(query.results.getByRole("list", { name: "Console" })).toContainText(
    "Kind of Blue Miles",
  );
});

test("a dropped file opens the import", async ({ page }) => {
  const stele = new Stele(page);
  await stele.open();
  const bytes = [...(await databaseFile())];
  await page.evaluate(given => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(given)], "music.db"));
    document.body.dispatchEvent(
      new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }),
    );
  }, bytes);
  await expect(page.getByText("Found 2 tables, 5 columns, and 1 relation.")).toBeVisible();
});

test("a file that is no database is refused, and nothing changes", async ({ page }) => {
  const stele = new Stele(page);
  await stele.open();
  await stele.chooseInMenu("Import…");
  const file = page.getByLabel("Files to import");
  await file.setInputFiles({
    name: "fake.sqlite",
    mimeType: "",
    buffer: Buffer.from("no database at all"),
  });
  await expect(page.getByText("No table was found, so nothing changes.")).toBeVisible();
  await expect(page.getByRole("list", { name: "What could not be read" })).toContainText(
    /not an? .*database/i,
  );
  await page.keyboard.press("Escape");
  await stele.expectTables(["Post", "User"]);
});

test("a project saved as a file opens again as it was", async ({ page }) => {
  const stele = new Stele(page);
  await stele.open();
  const saving = page.waitForEvent("download");
  await stele.chooseInMenu("Save as a file");
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe("Blog.stele");
  const buffer = await readFile(await saved.path());
  await stele.chooseInMenu("New project");
  await stele.expectTables([]);
  await stele.chooseInMenu("Import…");
  await page
    .getByLabel("Files to import")
    .setInputFiles({ name: "Blog.stele", mimeType: "", buffer });
  await stele.expectTables(["Post", "User"]);
  await stele.goTo("Query");
  const query = new QueryScreen(page);
  await query.agree();
  await query.ready();
  await query.expectStatements(2);
});
