/** End-to-end tests: one file per journey in e2e/, against the production build in dist/. */
import process from "node:process";
import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/setup/chromium.mjs";

// The workers read this file again and find the answers of the first reading here.
process.env.STELE_CHROMIUM ??= (await findChromium()) ?? "";
const chromium = process.env.STELE_CHROMIUM;
const port = process.env.STELE_PREVIEW_PORT ?? "41730";
const address = `http://localhost:${port}/`;
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "e2e",
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    baseURL: address,
    trace: "retain-on-failure",
    contextOptions: { reducedMotion: "no-preference" },
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        ...(isRoot ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [{ name: "chromium" }],
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${port} --strictPort`,
    url: address,
    reuseExistingServer: false,
    timeout: 30_000,
  },
});
