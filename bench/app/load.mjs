// The app under load: node app/load.mjs [tables] [megabytes ...]
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { manyTables } from "../many-tables.mjs";
import {
  address,
  launch,
  longestBlock,
  renderersMegabytes,
  serve,
  watchBlocks,
} from "./browser.mjs";

const [tables = "1000", ...sizes] = process.argv.slice(2);
const megabytes = sizes.length === 0 ? [10, 50, 200] : sizes.map(Number);
const folder = mkdtempSync(path.join(os.tmpdir(), "stele-load-"));
const LONG = { timeout: 60_000 };

/** A database file of about this size: 20 tables, rows of about 90 bytes. */
const databaseFile = async size => {
  const { default: start } = await import("sql.js");
  const SQL = await start();
  const database = new SQL.Database();
  const rows = Math.round((size * 1024 * 1024) / 20 / 94);
  for (let table = 0; table < 20; table += 1) {
    database.run(
      `CREATE TABLE log_${table} (id INTEGER PRIMARY KEY, title VARCHAR(60) NOT NULL, made DATETIME, size INTEGER)`,
    );
    database.run(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
       INSERT INTO log_${table} SELECT i, 'Row number ' || i || ' of a long table of events', '2026-03-01 10:00:00', i % 1000 FROM n`,
    );
  }
  const file = path.join(folder, `size-${size}.db`);
  writeFileSync(file, database.export());
  database.close();
  return file;
};

const time = async body => {
  const start = performance.now();
  await body();
  return (performance.now() - start) / 1000;
};

const seconds = value => `${value.toFixed(1)} s`;

const print = (label, value) => console.log(`  ${label.padEnd(34)} ${value}`);

/** Notes the highest memory until it is stopped. */
const watchMemory = () => {
  let peak = 0;
  const note = () => {
    peak = Math.max(peak, renderersMegabytes(folder));
  };
  const timer = setInterval(note, 500);
  return () => {
    clearInterval(timer);
    return peak;
  };
};

const opened = async page => {
  await page.goto(`${address}#/design`);
  await page.reload();
  await page.getByRole("navigation", { name: "Tables" }).waitFor(LONG);
  await watchBlocks(page);
};

const openImport = async page => {
  await page.getByRole("button", { name: "Project", exact: true }).click();
  await page.getByRole("menuitem", { name: "Import…" }).click();
  return page.getByRole("dialog", { name: "Import" });
};

const query = async (page, text) => {
  await page.getByRole("textbox", { name: "Query", exact: true }).focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(text);
};

const statement = page =>
  page.getByRole("region", { name: "SQL", exact: true }).getByRole("article").first();

const showsSql = (page, text) => statement(page).filter({ hasText: text }).waitFor(LONG);

const agree = async page => {
  const button = page.getByRole("button", { name: "Run queries of this project" });
  await button.click(LONG);
};

const designOfManyTables = async page => {
  console.log(`${tables} tables`);
  await opened(page);
  const dialog = await openImport(page);
  await dialog.getByRole("textbox", { name: "Text to import" }).fill(manyTables(Number(tables)));
  print(
    "read",
    seconds(
      await time(async () => {
        await dialog.getByRole("button", { name: "Read" }).click();
        await dialog.getByRole("button", { name: "Open as a new project" }).waitFor(LONG);
      }),
    ),
  );
  print(
    "open until drawn",
    seconds(
      await time(async () => {
        await dialog.getByRole("button", { name: "Open as a new project" }).click();
        await dialog.waitFor({ state: "detached", ...LONG });
        await page.getByText(/tables · /).waitFor(LONG);
        await page
          .getByRole("progressbar", { name: "Laying out the diagram" })
          .waitFor({ state: "detached", ...LONG });
        await page.locator(".react-flow__node").first().waitFor(LONG);
      }),
    ),
  );
  print("longest block", `${await longestBlock(page)} ms`);
  for (const [id, target] of [
    ["sqlalchemy", /SQLAlchemy/],
    ["postgres", /PostgreSQL/],
    ["mysql", /MySQL/],
    ["sqlite", /SQLite/],
  ]) {
    await page.evaluate(target => localStorage.setItem("stele.export", target), id);
    await page.getByRole("link", { name: "Design" }).click();
    await watchBlocks(page);
    print(
      `export to ${id}`,
      seconds(
        await time(async () => {
          await page.getByRole("link", { name: "Export" }).click();
          await page
            .getByRole("region", { name: target })
            .getByText("thing_0")
            .first()
            .waitFor(LONG);
        }),
      ),
    );
    print("  longest block", `${await longestBlock(page)} ms`);
  }
  await page.getByRole("link", { name: "Design" }).click();
};

const databaseOf = async (page, size) => {
  const file = await databaseFile(size);
  console.log(`${Math.round(statSync(file).size / 1024 / 1024)} MB`);
  const peakMemory = watchMemory();
  await opened(page);
  const dialog = await openImport(page);
  print(
    "read",
    seconds(
      await time(async () => {
        await dialog.getByLabel("Files to import").setInputFiles(file);
        await dialog.getByRole("button", { name: "Open as a new project" }).waitFor(LONG);
      }),
    ),
  );
  print(
    "open as a new project",
    seconds(
      await time(async () => {
        await dialog.getByRole("button", { name: "Open as a new project" }).click();
        await dialog.waitFor({ state: "detached", ...LONG });
      }),
    ),
  );
  await page.getByRole("link", { name: "Query" }).click();
  await page.locator(".view-lines").waitFor(LONG);
  await query(page, "await db.Log0.where({ id: 7 }).one();");
  print(
    "first SQL",
    seconds(
      await time(async () => {
        await agree(page);
        await showsSql(page, "id = ?");
      }),
    ),
  );
  print(
    "key to SQL",
    seconds(
      await time(async () => {
        await query(page, "await db.Log0.where({ size: 7 }).limit(3).all();");
        await showsSql(page, "size = ?");
      }),
    ),
  );
  for (const rows of ["all()", "select(l => ({ id: l.id, title: l.title })).all()"]) {
    const answer = page
      .getByRole("alert")
      .or(statement(page).filter({ hasText: "FROM log_2" }))
      .first();
    print(
      `all rows: ${rows.slice(0, 6)}`,
      seconds(
        await time(async () => {
          await query(page, `await db.Log2.${rows};`);
          await answer.waitFor(LONG);
        }),
      ),
    );
    await query(page, "await db.Log0.where({ size: 7 }).limit(3).all();");
    await showsSql(page, "size = ?");
  }
  await query(page, "db.Log0.create({ title: 'new' }); await db.save();");
  await showsSql(page, "SAVEPOINT");
  const runs = page.getByRole("button", { name: "Run and keep" });
  print(
    "keep one row until reported",
    seconds(
      await time(async () => {
        await runs.click();
        await page.getByText("Kept: 1 row written").waitFor(LONG);
      }),
    ),
  );
  print(
    "  until saved",
    seconds(await time(() => page.getByText("saved", { exact: true }).waitFor(LONG))),
  );
  await query(page, "await db.Log1.where({ size: 7 }).limit(4).all();");
  await showsSql(page, "LIMIT ?");
  await page.getByRole("treeitem").filter({ hasText: "Log0" }).first().click();
  print(
    "SQL after a table is renamed",
    seconds(
      await time(async () => {
        await page.keyboard.press("F2");
        await page.keyboard.type("renamed_log");
        await page.keyboard.press("Enter");
        await query(page, "await db.RenamedLog.where({ size: 8 }).limit(5).all();");
        await showsSql(page, "FROM renamed_log");
      }),
    ),
  );
  print("longest block", `${await longestBlock(page)} ms`);
  const saved = path.join(folder, `size-${size}.stele`);
  print(
    "save as a file",
    seconds(
      await time(async () => {
        const downloading = page.waitForEvent("download", LONG);
        await page.keyboard.press("ControlOrMeta+S");
        await (await downloading).saveAs(saved);
      }),
    ),
  );
  print("  its size", `${Math.round(statSync(saved).size / 1024 / 1024)} MB`);
  await page.getByRole("link", { name: "Design" }).click();
  print(
    "open that file",
    seconds(
      await time(async () => {
        const again = await openImport(page);
        await again.getByLabel("Files to import").setInputFiles(saved);
        await again.waitFor({ state: "detached", ...LONG });
        await page.getByText("saved", { exact: true }).waitFor(LONG);
      }),
    ),
  );
  print("peak memory of the renderers", `${peakMemory()} MB`);
};

const server = await serve();
try {
  for (const body of [
    ...(tables === "0" ? [] : [designOfManyTables]),
    ...megabytes.filter(Boolean).map(size => page => databaseOf(page, size)),
  ]) {
    const { context, page } = await launch(folder);
    try {
      await body(page);
    } catch (thrown) {
      console.log(`  FAILED: ${thrown.message.split("\n")[0]}`);
      await page.screenshot({ path: path.join(os.tmpdir(), "stele-load.png") }).catch(() => {});
    }
    await context.close();
  }
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
