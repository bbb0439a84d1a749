/** Sandboxes within this process, for tests: each worker is one end of a channel. */
import type { RunnerProject } from "../protocol.ts";
import type { OpenSandbox } from "../sandbox.ts";

/** What a worker does with its end of the channel. */
export type Serve = (port: MessagePort, project: RunnerProject) => void;

export type SandboxRecord = {
  readonly project: RunnerProject;
  readonly workers: readonly MessagePort[];
  readonly isClosed: boolean;
};

export class MemorySandboxes {
  /** Decides what the next worker does. */
  serve: Serve;
  readonly #records: { project: RunnerProject; workers: MessagePort[]; isClosed: boolean }[] = [];

  constructor(serve: Serve) {
    this.serve = serve;
  }

  get records(): readonly SandboxRecord[] {
    return this.#records;
  }

  readonly open: OpenSandbox = project => {
    const record = { project, workers: [] as MessagePort[], isClosed: false };
    this.#records.push(record);
    return {
      start: async () => {
        record.workers.at(-1)?.close();
        const { port1, port2 } = new MessageChannel();
        record.workers.push(port2);
        this.serve(port2, project);
        return port1;
      },
      close() {
        record.workers.at(-1)?.close();
        record.isClosed = true;
      },
    };
  };

  closeAll(): void {
    for (const port of this.#records.flatMap(({ workers }) => workers)) port.close();
  }
}
