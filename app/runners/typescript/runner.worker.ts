/** The worker in which a person's TypeScript runs: it opens one database and serves one run. */
import { startSqlite } from "../../sqlite/open-sqlite.ts";
import type { WorkerStart } from "../frame/open-frame.ts";
import type { RunnerProject } from "../protocol.ts";
import { serveRun } from "./serve-run.ts";

const start = async ({
  data,
  ports: [port],
}: MessageEvent<WorkerStart<RunnerProject>>): Promise<void> => {
  if (!port) throw new Error("the start message brings a port");
  const openDatabase = await startSqlite(data.wasm);
  await serveRun({ port, project: data.content, openDatabase, now: () => performance.now() });
};

addEventListener("message", event => void start(event), { once: true });
