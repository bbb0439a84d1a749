// Finds a Chromium for the end-to-end tests, and installs one where there is none.
import { spawnSync } from "node:child_process";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { findOnPath, isExecutable, projectFolder, run } from "./commands.mjs";
import { installSystemPackage } from "./system-packages.mjs";

const variables = ["STELE_CHROMIUM", "CHROME_PATH", "CHROME_BIN"];

const programNames = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "chrome",
  "microsoft-edge",
];

/**
 * The path of an installed Chromium that runs, or undefined: named by a variable, on PATH, in the
 * usual places of this system, or fetched by Playwright before.
 * @returns {Promise<string | undefined>}
 */
export async function findChromium() {
  for (const file of candidates()) if (runs(file)) return file;
  const file = await playwrightChromium();
  return file && runs(file) ? file : undefined;
}

/**
 * Finds Chromium or installs it; undefined when neither works.
 * @returns {Promise<string | undefined>}
 */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  if (await installSystemPackage("chromium")) {
    const installed = await findChromium();
    if (installed) return installed;
  }
  console.log("Installing Chromium with Playwright.");
  const playwright = path.join(projectFolder, "node_modules", "@playwright", "test", "cli.js");
  await run(process.execPath, [playwright, "install", "chromium"]);
  return findChromium();
}

/** @returns {readonly string[]} */
function candidates() {
  const named = variables.map(name => process.env[name]);
  const found = [...named, ...programNames.map(findOnPath), ...usualPlaces()];
  return found.filter(file => file !== undefined);
}

/** @returns {readonly string[]} */
function usualPlaces() {
  switch (process.platform) {
    case "darwin":
      return [
        "Chromium.app/Contents/MacOS/Chromium",
        "Google Chrome.app/Contents/MacOS/Google Chrome",
        "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
      ].flatMap(file => [
        path.join("/Applications", file),
        path.join(os.homedir(), "Applications", file),
      ]);
    case "win32":
      return ["LOCALAPPDATA", "ProgramFiles", "ProgramFiles(x86)"]
        .map(name => process.env[name])
        .filter(folder => folder !== undefined)
        .flatMap(folder =>
          [
            "Chromium\\Application\\chrome.exe",
            "Google\\Chrome\\Application\\chrome.exe",
            "Microsoft\\Edge\\Application\\msedge.exe",
          ].map(file => path.join(folder, file)),
        );
    default:
      return [
        "/usr/bin/chromium",
        "/usr/lib/chromium/chromium",
        "/snap/bin/chromium",
        "/opt/google/chrome/chrome",
      ];
  }
}

/** Playwright is imported here, late, because it is not there before the packages are. */
async function playwrightChromium() {
  try {
    const { chromium } = await import("@playwright/test");
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

/**
 * Some systems have a script named Chromium that only prints how to install it, so a file
 * counts only if it prints its version. On Windows that would open a window.
 * @param {string} file
 */
function runs(file) {
  if (!isExecutable(file)) return false;
  if (process.platform === "win32") return true;
  return spawnSync(file, ["--version"], { stdio: "ignore", timeout: 30_000 }).status === 0;
}
