// The time from a key press to the SQL on screen: node app/typing.mjs [keys]
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { address, launch, serve } from "./browser.mjs";

const keys = Number(process.argv[2] ?? 20);
const folder = mkdtempSync(path.join(os.tmpdir(), "stele-typing-"));
const AFTER = ").all();";

/** Notes how long after each key the panel of the SQL changes. */
const noteDelays = page =>
  page.evaluate(() => {
    window.delays = [];
    let pressed = null;
    addEventListener("keydown", () => (pressed = performance.now()), { capture: true });
    const observer = new MutationObserver(() => {
      if (pressed !== null) window.delays.push(performance.now() - pressed);
      pressed = null;
    });
    const sql = document.querySelector('section[aria-label="SQL"]');
    observer.observe(sql, { subtree: true, childList: true, characterData: true });
  });

const write = async (page, code) => {
  await page.getByRole("textbox", { name: "Query", exact: true }).focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(code);
  for (let step = 0; step < AFTER.length; step += 1) await page.keyboard.press("ArrowLeft");
};

const measure = async page => {
  await page.goto(`${address}#/query`);
  const statement = page.getByRole("article", { name: "Statement 1", exact: true });
  await statement.waitFor();
  await write(page, `await db.User.limit(1${AFTER}`);
  await statement.getByText("LIMIT").waitFor();
  await noteDelays(page);
  for (let key = 0; key < keys; key += 1) {
    await page.keyboard.press(key % 2 === 0 ? "2" : "Backspace");
    await page.waitForFunction(count => window.delays.length > count, key);
    await page.waitForTimeout(300);
  }
  return page.evaluate(() => window.delays);
};

const server = await serve();
const { context, page } = await launch(folder);
try {
  const delays = (await measure(page)).sort((a, b) => a - b).map(Math.round);
  console.log(
    `milliseconds from key to SQL: median ${delays[keys >> 1]}, slowest ${delays.at(-1)}`,
  );
} finally {
  await context.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
