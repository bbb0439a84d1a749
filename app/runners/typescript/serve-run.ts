/** The worker's side of the connection: opens the project, then runs one request. */
import { modelOf } from "../../../engine/index.ts";
import type { OpenDatabase } from "../../sqlite/open-sqlite.ts";
import type { RunnerProject, RunRequest } from "../protocol.ts";
import type { Reply } from "../reply.ts";
import { type Execution, execute } from "./execute.ts";

/** The part of a `MessagePort` that the worker uses. */
export type ServerPort = {
  onmessage: ((event: MessageEvent<RunRequest>) => void) | null;
  postMessage(reply: Reply, transfer: Transferable[]): void;
};

export type Serving = {
  readonly port: ServerPort;
  readonly project: RunnerProject;
  readonly openDatabase: OpenDatabase;
  /** Milliseconds. */
  readonly now: () => number;
};

const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : "The runner failed.";

export const serveRun = async (serving: Serving): Promise<void> => {
  const { port, project, openDatabase, now } = serving;
  const reply = (body: () => Promise<Reply>): Promise<void> =>
    body()
      .then(value => port.postMessage(value, transferOf(value)))
      .catch(thrown => port.postMessage({ kind: "failed", message: messageOf(thrown) }, []));
  await reply(async () => {
    const execution = { document: project.document, driver: openDatabase(project.database), now };
    port.onmessage = ({ data: request }) =>
      void reply(async () => ({
        kind: "outcome",
        outcome: await execute({ ...execution, request }),
      }));
    await warmUp(execution);
    return { kind: "ready" };
  });
};

/** A database can have hundreds of megabytes, which are moved and not copied. */
const transferOf = (reply: Reply): Transferable[] => {
  const bytes = reply.kind === "outcome" ? reply.outcome.database?.buffer : null;
  return bytes instanceof ArrayBuffer ? [bytes] : [];
};

/** Runs a small query, because the first run of each function is several times slower than the next. */
const warmUp = async (execution: Omit<Execution, "request">): Promise<void> => {
  const [entity] = modelOf(execution.document).entities.keys();
  const code = entity ? `console.log(await db[${JSON.stringify(entity)}].limit(1).all());` : "";
  await execute({ ...execution, request: { code, keep: false } });
};
