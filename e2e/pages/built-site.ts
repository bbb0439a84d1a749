/** Serves the built site from a folder of a web server, and records all requests. */
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

export class BuiltSite {
  readonly requests: string[] = [];
  readonly #folder: string;
  readonly #server: Server;

  /** @param folder Such as `/some/where/`. */
  constructor(folder: string) {
    this.#folder = folder;
    this.#server = createServer((request, response) => {
      this.requests.push(request.url ?? "");
      const path = new URL(request.url ?? "/", "http://localhost").pathname;
      const file = join("dist", path.slice(folder.length) || "index.html");
      if (!path.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
        response.writeHead(404).end();
        return;
      }
      const type = TYPES[extname(file)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type });
      createReadStream(file).pipe(response);
    });
  }

  /** Starts the server; returns the address of the site. */
  async start(): Promise<string> {
    await new Promise<void>(resolve => this.#server.listen(0, "localhost", resolve));
    const { port } = this.#server.address() as AddressInfo;
    return `http://localhost:${port}${this.#folder}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}
