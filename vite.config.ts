/** How the app is built: a static site that works from any folder, and offline after the first load. */

import react from "@vitejs/plugin-react";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";
import { contentPolicy } from "./scripts/vite/content-policy.ts";
import { pythonFilesPlugin } from "./scripts/vite/python-files.ts";
import { runnerSandbox } from "./scripts/vite/runner-sandbox.ts";

export default defineConfig({
  base: "./",
  plugins: [
    react(),
    runnerSandbox(),
    pythonFilesPlugin(),
    contentPolicy(),
    VitePWA({
      registerType: "autoUpdate",
      // The app registers the worker itself, once the page has been painted.
      injectRegister: null,
      includeAssets: ["favicon.svg"],
      manifest: {
        name: "Stele",
        short_name: "Stele",
        description: "A visual model designer and ORM query playground.",
        start_url: "./",
        scope: "./",
        display: "standalone",
        background_color: "#f6f5f2",
        theme_color: "#f6f5f2",
        icons: [{ src: "favicon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" }],
      },
      workbox: {
        globPatterns: ["**/*.{js,css,html,svg,png,woff2,ttf,wasm,json,sql,sqlite,txt}"],
        // The editor's language worker is one file of several megabytes.
        maximumFileSizeToCacheInBytes: 24 * 1024 * 1024,
        navigateFallback: "index.html",
      },
    }),
  ],
  assetsInclude: ["**/*.sqlite"],
  worker: { format: "es" },
  // Workers and lazy screens are looked through at the start, so that no page is reloaded when they first run.
  optimizeDeps: { entries: ["index.html", "app/**/*.ts", "app/**/*.tsx", "!app/**/*.test.ts"] },
  build: {
    target: ["chrome123", "firefox121", "safari17.5"],
    chunkSizeWarningLimit: 8000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What loads other chunks must not be a part of one that is loaded late.
            { name: "preload", test: /preload-helper/, priority: 2 },
            {
              name: "react",
              test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/,
              priority: 1,
            },
            { name: "monaco", test: /node_modules[\\/]monaco-editor[\\/]/ },
          ],
        },
      },
    },
  },
  test: {
    environment: "node",
    // No test here measures time: a machine that is busy with other work fails none.
    testTimeout: 30_000,
    // Hooks open databases and Python.
    hookTimeout: 120_000,
    setupFiles: ["engine/testing/property-seed.ts"],
    include: [
      "engine/**/*.test.ts",
      "python/**/*.test.ts",
      "app/**/*.test.ts",
      "scripts/**/*.test.ts",
    ],
  },
});
