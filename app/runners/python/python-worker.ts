/** One worker with one library, from its start to its end. It answers one call at a time. */
import { type PythonCall, pythonLimits, readWorkerReply, type WorkerReply } from "./protocol.ts";

/** The part of a `MessagePort` that the page uses. */
export type PythonPort = {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(call: PythonCall): void;
  close(): void;
};

/** Where a worker lives. */
export type PythonSandbox = {
  start(): Promise<PythonPort>;
  /** Ends the worker, even a busy one. */
  close(): void;
};

/** A reply; or none before the deadline, or one that is malformed. */
export type Received = WorkerReply | { readonly kind: "late" } | { readonly kind: "malformed" };

export class PythonWorker {
  readonly #sandbox: PythonSandbox;
  readonly #starting: Promise<PythonPort>;

  constructor(sandbox: PythonSandbox) {
    this.#sandbox = sandbox;
    this.#starting = this.#start();
    // `ready` and `call` report the failure.
    this.#starting.catch(() => undefined);
  }

  /** Resolves when the library is imported. @throws Error when that fails. */
  async ready(): Promise<void> {
    await this.#starting;
  }

  async call(call: PythonCall): Promise<Received> {
    const port = await this.#starting;
    const limit = call.limit.milliseconds + pythonLimits.graceMilliseconds;
    const receiving = receive(port, limit);
    port.postMessage(call);
    return receiving;
  }

  close(): void {
    this.#sandbox.close();
    this.#starting.then(port => port.close()).catch(() => undefined);
  }

  async #start(): Promise<PythonPort> {
    // After the constructor has returned, so that who constructs it can note the progress.
    await Promise.resolve();
    const port = await this.#sandbox.start();
    const received = await receive(port, pythonLimits.startMilliseconds);
    if (received.kind === "ready") return port;
    throw new Error(received.kind === "failed" ? received.message : "Python did not start.");
  }
}

/** The next message. Those after it are ignored. */
const receive = (port: PythonPort, limit: number): Promise<Received> =>
  new Promise(resolve => {
    const deadline = setTimeout(finish, limit, { kind: "late" });
    function finish(received: Received): void {
      clearTimeout(deadline);
      port.onmessage = null;
      resolve(received);
    }
    port.onmessage = ({ data }) => finish(readWorkerReply(data) ?? { kind: "malformed" });
  });
