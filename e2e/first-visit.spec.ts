/** A user opens the page for the first time. */
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { Stele } from "./pages/stele.ts";

const BUDGET = 1_500_000;

// What is kept for offline is fetched later, once the page is at rest, and is not what one waits for.
test.use({ serviceWorkers: "block" });

test("the sample is there, alive, from our own origin, and light", async ({ page, baseURL }) => {
  const problems: string[] = [];
  const foreign: string[] = [];
  const early: string[] = [];
  let bytes = 0;
  page.on("pageerror", error => problems.push(error.message));
  page.on("console", message => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("response", async response => {
    if (!response.url().startsWith(baseURL ?? "")) foreign.push(response.url());
    else if (/\.wasm$|monaco|editor|worker/.test(response.url())) early.push(response.url());
    else bytes += gzipSync(await response.body()).length;
  });
  const stele = new Stele(page);
  await stele.open();
  await stele.expectTables(["Post", "User"]);
  const diagram = page.getByRole("application").first();
  await expect(diagram.getByText("varchar(100)")).toBeVisible();
  await expect(diagram.getByText("author_id")).toBeVisible();
  await stele.expectSaved();
  await page.waitForLoadState("networkidle");
  test
    .info()
    .annotations.push({ type: "kilobytes", description: String(Math.round(bytes / 1000)) });
  expect(bytes).toBeLessThan(BUDGET);
  expect(foreign).toEqual([]);
  expect(early).toEqual([]);
  expect(problems).toEqual([]);
});
