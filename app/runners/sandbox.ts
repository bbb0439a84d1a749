/** Where a runner's workers live. */
import type { RunnerProject, RunRequest } from "./protocol.ts";

/** The part of a `MessagePort` that a runner uses. */
export type RunPort = {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: RunRequest): void;
  close(): void;
};

export type Sandbox = {
  /**
   * Starts a worker that opens the project, replies that it is ready, and runs one request.
   * Ends the worker that was started before.
   */
  start(): Promise<RunPort>;
  /** Ends the sandbox and its worker, even while the worker is busy. */
  close(): void;
};

export type OpenSandbox = (project: RunnerProject) => Sandbox;
