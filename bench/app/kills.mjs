// Ends the browser amid edits, and checks what is there afterwards: node app/kills.mjs [rounds]
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { address, launch, processesWith, serve } from "./browser.mjs";

const rounds = Number(process.argv[2] ?? 30);
const folder = mkdtempSync(path.join(os.tmpdir(), "stele-kills-"));
const MAX_WAIT = 1_500;
/** An edit is saved after a pause of 200 ms, in a write that takes some more. */
const SAVED_AFTER = 1_000;

let seed = 11;
const random = () => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
};

const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

const open = async page => {
  await page.goto(`${address}#/design`);
  await page.getByRole("navigation", { name: "Tables" }).waitFor();
  await page.getByText("saved", { exact: true }).waitFor();
};

const addTable = async (page, name) => {
  await page.keyboard.press("t");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await page.keyboard.type(`${name}_note text`);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
};

/** The records of the latest project. */
const stored = page =>
  page.evaluate(async () => {
    const opening = indexedDB.open("stele");
    await new Promise(resolve => {
      opening.onsuccess = resolve;
    });
    const all = opening.result.transaction("records").objectStore("records").getAll();
    await new Promise(resolve => {
      all.onsuccess = resolve;
    });
    opening.result.close();
    return all.result.map(record => record.name ?? "");
  });

/** Ways to end the page; those that end the browser return true. */
const endings = {
  async kill() {
    for (const id of processesWith(`--user-data-dir=${folder}`)) {
      try {
        process.kill(id, "SIGKILL");
      } catch {
        // It has ended with its parent.
      }
    }
  },
  async close({ page }) {
    await page.close({ runBeforeUnload: true });
    await pause(100);
  },
  async reload({ page }) {
    await page.reload();
  },
};

const server = await serve();
const counts = {};
let unopenable = 0;
try {
  for (const [way, end] of Object.entries(endings)) {
    const count = { rounds: 0, edits: 0, "lost, older than 1 s": 0, "lost, younger": 0 };
    counts[way] = count;
    for (let round = 0; round < rounds; round += 1) {
      const browser = await launch(folder);
      await open(browser.page);
      const edits = [];
      for (let edit = 0; edit < 2; edit += 1) {
        const name = `${way}_${round}_${edit}`;
        await addTable(browser.page, name);
        edits.push({ name, at: performance.now() });
        if (edit === 0) await pause(random() * 600);
      }
      await pause(random() * MAX_WAIT);
      const ended = performance.now();
      await end(browser);
      await browser.context.close().catch(() => {});
      const again = await launch(folder);
      try {
        await open(again.page);
        const names = await stored(again.page);
        for (const { name, at } of edits) {
          const isThere = names.includes(name) && names.includes(`${name}_note`);
          if (!isThere)
            count[ended - at > SAVED_AFTER ? "lost, older than 1 s" : "lost, younger"] += 1;
        }
      } catch {
        unopenable += 1;
      }
      count.rounds += 1;
      count.edits += edits.length;
      await again.context.close();
    }
  }
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
console.table(counts);
console.log(`projects that do not open: ${unopenable}`);
