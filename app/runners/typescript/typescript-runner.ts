/** Runs TypeScript in sandboxed workers. */
import script from "virtual:runner-worker/typescript";
import { fetchSqlite } from "../../sqlite/index.ts";
import { openFrame } from "../frame/open-frame.ts";
import { WorkerRunner } from "../worker-runner.ts";

export const createTypeScriptRunner = (): WorkerRunner => {
  let fetching: Promise<ArrayBuffer> | null = null;
  const sqlite = (): Promise<ArrayBuffer> => {
    fetching ??= fetchSqlite().catch(thrown => {
      fetching = null;
      throw thrown;
    });
    return fetching;
  };
  return new WorkerRunner("typescript", project =>
    openFrame(sqlite().then(wasm => ({ script, wasm, content: project }))),
  );
};
