// The built app in Chromium: npm run build first.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

const { chromium } = await import(path.join(root, "node_modules/@playwright/test/index.mjs"));
const { findChromium } = await import(path.join(root, "scripts/setup/chromium.mjs"));

const PORT = Number(process.env.STELE_PREVIEW_PORT ?? 41_950);
export const address = `http://localhost:${PORT}/`;

/** Serves dist/. */
export const serve = async () => {
  const vite = path.join(root, "node_modules/vite/bin/vite.js");
  const server = spawn(
    process.execPath,
    [vite, "preview", "--port", String(PORT), "--strictPort"],
    {
      cwd: root,
      stdio: "ignore",
    },
  );
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) return server;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error("The built app is not served. Run npm run build first.");
};

/** A browser with a profile in `folder`, and its process. */
export const launch = async folder => {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: await findChromium(),
    args: ["--no-sandbox", "--disable-gpu"],
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  return { context, page };
};

const parentOf = id => {
  const status = readFileSync(`/proc/${id}/stat`, "utf8");
  return Number(status.slice(status.lastIndexOf(")") + 2).split(" ")[1]);
};

/** The processes of the system whose command line contains `text`. */
export const processesWith = text =>
  readdirSync("/proc")
    .filter(name => /^\d+$/.test(name))
    .filter(id => {
      try {
        return readFileSync(`/proc/${id}/cmdline`, "utf8").includes(text);
      } catch {
        return false;
      }
    })
    .map(Number);

/** The memory of the renderers of a profile, in megabytes, without what they share twice. */
export const renderersMegabytes = folder => {
  const main = processesWith(`--user-data-dir=${folder}`);
  const renderers = processesWith("--type=renderer").filter(id => {
    try {
      for (let at = id; at > 1; at = parentOf(at)) if (main.includes(at)) return true;
    } catch {
      // It has ended.
    }
    return false;
  });
  const sizes = renderers.map(id => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, "utf8"))?.[1]);
    } catch {
      return 0;
    }
  });
  return Math.round(sizes.reduce((sum, size) => sum + (size || 0), 0) / 1024);
};

/** Records the longest time for which the page does not answer, from now on. */
export const watchBlocks = page =>
  page.evaluate(() => {
    globalThis.longestBlock = 0;
    new PerformanceObserver(list => {
      for (const { duration } of list.getEntries()) {
        globalThis.longestBlock = Math.max(globalThis.longestBlock, duration);
      }
    }).observe({ type: "longtask", buffered: false });
  });

export const longestBlock = page => page.evaluate(() => Math.round(globalThis.longestBlock ?? 0));
