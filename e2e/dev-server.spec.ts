/** The runner is as closed under the development server as in the build. */
import { expect, test } from "@playwright/test";
import { createServer, type ViteDevServer } from "vite";
import { Listener } from "./pages/listener.ts";
import { QueryScreen } from "./pages/query-screen.ts";

const listener = new Listener();
let server: ViteDevServer;
let outside: string;

test.beforeAll(async () => {
  outside = await listener.start();
  server = await createServer({ logLevel: "error", server: { port: 0, host: "localhost" } });
  await server.listen();
});

test.afterAll(async () => {
  await server.close();
  await listener.stop();
});

test("a hostile query reaches nothing, and a plain one runs", async ({ page }) => {
  test.setTimeout(180_000);
  const violations: string[] = [];
  page.on("console", message => {
    if (message.type() === "error") violations.push(message.text());
  });
  await page.goto(`${server.resolvedUrls?.local[0]}#/query`);
  const query = new QueryScreen(page);
  // The server bundles packages and the worker at the first visit.
  await expect(query.statement(2)).toBeVisible({ timeout: 120_000 });
  await expect(query.lines).toBeVisible({ timeout: 60_000 });
  // The page itself breaks none of its policy.
  expect(violations.filter(text => text.includes("Content Security Policy"))).toEqual([]);
  await query.write(
    `const load = new (async () => {}).constructor("u", "return import(u)") as any;
console.log(await load("${outside}").catch((error: Error) => error.name), await db.User.count());`,
  );
  await query.show("Console");
  const lines = query.results.getByRole("list", { name: "Console" });
  await expect(lines).toContainText("TypeError 5");
  expect(listener.arrived).toEqual([]);
});
