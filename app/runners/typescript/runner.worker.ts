/** The worker in which a person's TypeScript runs, beside a database of its own. */
import { expose } from "comlink";
import type { EmbeddedDriver, SchemaDocument } from "../../../engine/index.ts";
import { loadSqlite, type OpenDatabase } from "../../sqlite/index.ts";
import type { RunnerProject, RunOutcome, RunRequest } from "../protocol.ts";
import { execute } from "./execute.ts";
import { lockDown } from "./lock-down.ts";

let loading: Promise<OpenDatabase> | null = null;
let opened: { readonly document: SchemaDocument; readonly driver: EmbeddedDriver } | null = null;

const load = async (): Promise<OpenDatabase> => {
  const open = await loadSqlite();
  lockDown(globalThis);
  return open;
};

const runner = {
  /** Opens another database in place of the one before. */
  async open({ document, database }: RunnerProject): Promise<void> {
    loading ??= load();
    const open = await loading;
    opened?.driver.close();
    opened = { document, driver: open(database) };
  },

  async run(request: RunRequest): Promise<RunOutcome> {
    if (!opened) throw new Error("the runner has no database yet");
    return execute({ ...opened, request, now: () => performance.now() });
  },
};

export type RunnerWorker = typeof runner;

expose(runner);
