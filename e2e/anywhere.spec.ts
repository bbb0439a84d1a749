/** The built site works from any folder of a web server, and without a network once it was visited. */
import { createReadStream, existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { test } from "@playwright/test";
import { QueryScreen } from "./pages/query-screen.ts";
import { Stele } from "./pages/stele.ts";

const FOLDER = "/some/where/";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

let server: Server;
let address: string;

test.beforeAll(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const file = join("dist", path.slice(FOLDER.length) || "index.html");
    if (!path.startsWith(FOLDER) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>(resolve => server.listen(0, "localhost", resolve));
  const { port } = server.address() as AddressInfo;
  address = `http://localhost:${port}${FOLDER}`;
});

test.afterAll(async () => {
  await new Promise(resolve => server.close(resolve));
});

test("from a sub-path, then without a network", async ({ page, context }) => {
  await page.goto(address);
  const stele = new Stele(page);
  await stele.expectTables(["Post", "User"]);
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    while (registration.active?.state !== "activated") {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  });
  await context.setOffline(true);
  await page.reload();
  await stele.expectTables(["Post", "User"]);
  await stele.goTo("Query");
  const query = new QueryScreen(page);
  await query.ready();
  await query.expectStatements(2);
});
