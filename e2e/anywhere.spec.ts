/** The built site works from any folder of a web server, and without a network once it was visited. */
import { expect, test } from "@playwright/test";
import { BuiltSite } from "./pages/built-site.ts";
import { Listener } from "./pages/listener.ts";
import { QueryScreen } from "./pages/query-screen.ts";
import { Stele } from "./pages/stele.ts";

const site = new BuiltSite("/some/where/");
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

/** Tries to import a module from another origin, then runs a plain query. */
const expectClosedRunner = async (query: QueryScreen): Promise<void> => {
  await query.write(
    `const load = new (async () => {}).constructor("u", "return import(u)") as any;
console.log(await load("${outside}").catch((error: Error) => error.name), await db.User.count());`,
  );
  await query.show("Console");
  const lines = query.results.getByRole("list", { name: "Console" });
  await expect(lines).toContainText("TypeError 5");
  expect(listener.arrived).toEqual([]);
};

test("from a sub-path, then without a network", async ({ page, context }) => {
  await page.goto(address);
  const stele = new Stele(page);
  await stele.expectTables(["Post", "User"]);
  await stele.goTo("Query");
  const query = new QueryScreen(page);
  await query.ready();
  await expectClosedRunner(query);
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    while (registration.active?.state !== "activated") {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  });
  await context.setOffline(true);
  await page.reload();
  await stele.expectTables(["Post", "User"]);
  await query.ready();
  await expectClosedRunner(query);
});
