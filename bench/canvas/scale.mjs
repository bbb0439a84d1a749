// Diagrams of many tables in the built app: node canvas/scale.mjs [tables ...]
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { address, launch, renderersMegabytes, serve } from "../app/browser.mjs";
import { manyTables } from "../many-tables.mjs";

const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100, 300, 1000];
const LONG = { timeout: 120_000 };
const FRAMES = { 100: 25, 300: 25, 1000: 34 };

const open = async (page, count) => {
  await page.goto(`${address}#/design`);
  await page.reload();
  await page.getByRole("navigation", { name: "Tables" }).waitFor(LONG);
  await page.getByRole("button", { name: "Project", exact: true }).click();
  await page.getByRole("menuitem", { name: "Import…" }).click();
  const dialog = page.getByRole("dialog", { name: "Import" });
  await dialog.getByRole("textbox", { name: "Text to import" }).fill(manyTables(count));
  await dialog.getByRole("button", { name: "Read" }).click();
  const button = dialog.getByRole("button", { name: "Open as a new project" });
  await button.waitFor(LONG);
  // The page itself notes the times, so that the driver's polling does not count.
  await page.evaluate(() => {
    const times = { start: 0, cards: 0, layoutStart: 0, layoutEnd: 0 };
    globalThis.times = times;
    document.addEventListener(
      "click",
      () => {
        if (times.start === 0) times.start = performance.now();
      },
      { capture: true },
    );
    const look = () => {
      const isLayingOut = document.querySelector('[aria-label="Laying out the diagram"]') !== null;
      const isOpen = document.querySelector('[role="dialog"]') === null;
      const cards = document.querySelectorAll(".react-flow__node").length;
      if (times.start > 0 && times.cards === 0 && isOpen && cards > 5)
        times.cards = performance.now();
      if (isLayingOut && times.layoutStart === 0) times.layoutStart = performance.now();
      if (!isLayingOut && times.layoutStart > 0 && times.layoutEnd === 0) {
        times.layoutEnd = performance.now();
      }
      if (times.cards === 0 || times.layoutEnd === 0) requestAnimationFrame(look);
    };
    look();
  });
  await button.click();
  await page.waitForFunction(
    () => globalThis.times.cards > 0 && globalThis.times.layoutEnd > 0,
    null,
    LONG,
  );
  return page.evaluate(() => {
    const { start, cards, layoutStart, layoutEnd } = globalThis.times;
    return { firstCards: cards - start, layout: layoutEnd - layoutStart };
  });
};

/** The 95th percentile of the times between frames during a gesture. */
const framesDuring = async (page, gesture) => {
  await page.evaluate(() => {
    globalThis.frames = [];
    let last = performance.now();
    const note = now => {
      globalThis.frames?.push(now - last);
      last = now;
      if (globalThis.frames !== null) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await gesture();
  const frames = await page.evaluate(() => {
    const noted = globalThis.frames.slice(2);
    globalThis.frames = null;
    return noted;
  });
  const sorted = frames.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length * 0.95)] ?? 0;
};

const center = async page => {
  const box = await page.locator(".react-flow").boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

const pan = async page => {
  for (let step = 0; step < 40; step += 1) await page.mouse.wheel(step < 20 ? 30 : -30, 10);
};

const zoom = async page => {
  await page.keyboard.down("Control");
  for (let step = 0; step < 40; step += 1) await page.mouse.wheel(0, step < 20 ? -40 : 40);
  await page.keyboard.up("Control");
};

const drag = async page => {
  const box = await page.locator(".react-flow__node").nth(12).boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + 5);
  await page.mouse.down();
  for (let step = 1; step <= 40; step += 1) {
    await page.mouse.move(box.x + 5 * step, box.y + 2 * step);
  }
  await page.mouse.up();
};

/** From Enter in the inspector's field to the new name in the list of tables. */
const rename = async page => {
  await page.getByRole("treeitem").first().click();
  const field = page.getByRole("textbox", { name: "Table name" });
  await field.fill("renamed");
  const seen = page.evaluate(
    () =>
      new Promise(resolve => {
        let start = 0;
        addEventListener(
          "keydown",
          event => {
            if (event.key === "Enter") start = performance.now();
          },
          { capture: true, once: true },
        );
        const look = () => {
          const isThere = document.querySelector('[aria-label^="Table renamed"]') !== null;
          if (start > 0 && isThere) resolve(performance.now() - start);
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  await page.waitForTimeout(100);
  await field.press("Enter");
  return Promise.race([seen, page.waitForTimeout(10_000)]);
};

const measure = async (page, folder, count) => {
  const { firstCards, layout } = await open(page, count);
  await page.waitForTimeout(1500);
  const { x, y } = await center(page);
  const figures = { firstCards, layout };
  for (const [name, gesture] of [
    ["pan", pan],
    ["zoom", zoom],
    ["drag", drag],
  ]) {
    await page.mouse.move(x, y);
    figures[name] = await framesDuring(page, () => gesture(page));
    await page.waitForTimeout(500);
  }
  figures.rename = await rename(page);
  figures.memory = renderersMegabytes(folder);
  return figures;
};

const goalsFor = count => ({
  firstCards: 1500,
  layout: 3000,
  pan: FRAMES[count] ?? 34,
  zoom: FRAMES[count] ?? 34,
  drag: FRAMES[count] ?? 34,
  rename: 50,
  memory: 300,
});

const server = await serve();
const table = {};
try {
  for (const count of counts) {
    const folder = mkdtempSync(path.join(os.tmpdir(), "stele-canvas-"));
    const { context, page } = await launch(folder);
    const figures = await measure(page, folder, count);
    for (const [name, goal] of Object.entries(goalsFor(count))) {
      const value = figures[name];
      table[`${count}: ${name}`] = {
        value: Math.round(value ?? Number.NaN),
        goal,
        ratio: Number(((value ?? Number.NaN) / goal).toFixed(2)),
      };
    }
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
} finally {
  server.kill();
}
console.table(table);
process.exit(0);
