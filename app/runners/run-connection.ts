/** The connection to one worker: it opens the project and serves one run, each with a deadline. */
import { type RunRequest, runLimits } from "./protocol.ts";
import { type Reply, readReply } from "./reply.ts";
import type { RunPort } from "./sandbox.ts";

/** A reply; or none before the deadline, or one that is malformed. */
export type Received = Reply | { readonly kind: "late" } | { readonly kind: "malformed" };

export class RunConnection {
  /** Resolves when the project is open. */
  readonly #ready: Promise<RunPort>;
  #port: RunPort | null = null;
  #deadline: ReturnType<typeof setTimeout> | undefined;

  constructor(starting: Promise<RunPort>) {
    this.#ready = this.#open(starting);
    // `run` reports the failure.
    this.#ready.catch(() => undefined);
  }

  /** @throws Error when the worker did not start. */
  async run(request: RunRequest): Promise<Received> {
    const port = await this.#ready;
    const received = this.#receive(port, runLimits.killAfterMilliseconds);
    port.postMessage(request);
    return received;
  }

  /** Ignores further replies; a run that waits for one never resolves. */
  close(): void {
    clearTimeout(this.#deadline);
    this.#port?.close();
  }

  async #open(starting: Promise<RunPort>): Promise<RunPort> {
    const late = this.#startDeadline(runLimits.startMilliseconds);
    try {
      const port = await Promise.race([starting, late]);
      if ("kind" in port) throw new Error("The runner did not start.");
      this.#port = port;
      const reply = await Promise.race([this.#nextReply(port), late]);
      if (reply.kind === "ready") return port;
      throw new Error(reply.kind === "failed" ? reply.message : "The runner did not start.");
    } finally {
      clearTimeout(this.#deadline);
    }
  }

  async #receive(port: RunPort, limit: number): Promise<Received> {
    const received = await Promise.race([this.#nextReply(port), this.#startDeadline(limit)]);
    clearTimeout(this.#deadline);
    return received;
  }

  #startDeadline(limit: number): Promise<{ readonly kind: "late" }> {
    return new Promise(resolve => {
      this.#deadline = setTimeout(resolve, limit, { kind: "late" });
    });
  }

  /** The next message. Those after it are ignored. */
  #nextReply(port: RunPort): Promise<Received> {
    return new Promise(resolve => {
      port.onmessage = ({ data }) => {
        port.onmessage = null;
        resolve(readReply(data) ?? { kind: "malformed" });
      };
    });
  }
}
