/** The worker in which a person's TypeScript runs: it opens one database and serves one run. */
import { startSqlite } from "../../sqlite/open-sqlite.ts";
import type { RunnerProject } from "../protocol.ts";
import { serveRun } from "./serve-run.ts";

/** The only message; a port comes with it. */
type StartMessage = { readonly project: RunnerProject; readonly sqlite: WebAssembly.Module };

const start = async ({ data, ports: [port] }: MessageEvent<StartMessage>): Promise<void> => {
  if (!port) throw new Error("the start message brings a port");
  const openDatabase = await startSqlite(data.sqlite);
  await serveRun({ port, project: data.project, openDatabase, now: () => performance.now() });
};

addEventListener("message", event => void start(event), { once: true });
