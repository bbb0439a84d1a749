// How long each Python library takes in Chromium until it has checked models: node app/python.mjs [rounds]
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { launch, renderersMegabytes } from "./browser.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { build, preview } = await import(path.join(root, "node_modules/vite/dist/node/index.js"));

const libraries = ["sqlalchemy", "sqlmodel", "django", "tortoise", "peewee"];
const rounds = Number(process.argv[2] ?? 3);
const folder = mkdtempSync(path.join(os.tmpdir(), "stele-python-"));
const site = path.join(folder, "site");
const options = { root, configFile: path.join(root, "vite.config.ts"), logLevel: "error" };

const median = values => values.toSorted((a, b) => a - b)[values.length >> 1];
const seconds = value => `${(value / 1000).toFixed(1)} s`.padStart(8);

/** Milliseconds of a check, and its outcome without the database. */
const check = (page, library) =>
  page.evaluate(async library => {
    const start = performance.now();
    const files = { "models.py": window.twoTables[library].models };
    const outcome = await window.python.check(library, files);
    const milliseconds = performance.now() - start;
    return { milliseconds, kind: outcome.kind, problem: outcome.message ?? outcome.error };
  }, library);

const timeOf = async (page, library) => {
  const { milliseconds, kind, problem } = await check(page, library);
  if (kind !== "result") throw new Error(`${library}: ${JSON.stringify(problem)}`);
  return milliseconds;
};

/** In a new profile: the first check, one more, and one after the page is loaded again. */
const measure = async (address, library, round) => {
  const profile = path.join(folder, `${library}-${round}`);
  const { context, page } = await launch(profile);
  const elsewhere = [];
  context.on("request", request => {
    if (!request.url().startsWith(address) && /^https?:/.test(request.url()))
      elsewhere.push(request.url());
  });
  try {
    await page.goto(`${address}bench/app/python.html`);
    await page.waitForFunction(() => "python" in window);
    const first = await timeOf(page, library);
    const again = await timeOf(page, library);
    await page.reload();
    await page.waitForFunction(() => "python" in window);
    const later = await timeOf(page, library);
    return { first, again, later, megabytes: renderersMegabytes(profile), elsewhere };
  } finally {
    await context.close();
  }
};

await build({
  ...options,
  build: {
    outDir: site,
    emptyOutDir: true,
    rolldownOptions: { input: path.join(root, "bench/app/python.html") },
  },
});
const server = await preview({ ...options, build: { outDir: site }, preview: { port: 41_951 } });
try {
  console.log("library       first   again   later   memory");
  for (const library of libraries) {
    const results = [];
    for (let round = 0; round < rounds; round += 1) {
      results.push(await measure("http://localhost:41951/", library, round));
    }
    const column = name => median(results.map(result => result[name]));
    const times = ["first", "again", "later"].map(name => seconds(column(name))).join("");
    console.log(`${library.padEnd(11)}${times}   ${column("megabytes")} MB`);
    const elsewhere = results.flatMap(result => result.elsewhere);
    if (elsewhere.length > 0) console.log(`  requests to other places: ${elsewhere.join(" ")}`);
  }
} finally {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
