/** Messages between the page and the Python worker. */
import * as v from "valibot";
import type { PythonLibrary, PythonLimit } from "../../../python/index.ts";
import { isPlainData } from "../plain-data.ts";

/** What a worker starts with, next to Pyodide's WebAssembly module. */
export type PythonStart = {
  readonly library: PythonLibrary;
  readonly standardLibrary: ArrayBuffer;
  readonly archives: readonly ArrayBuffer[];
};

/** A call of a function of the library's module. */
export type PythonCall = {
  readonly request: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly limit: PythonLimit;
};

export type WorkerReply =
  /** The library is imported. */
  | { readonly kind: "ready" }
  /** The reply of Python, not validated; and whether the worker uses too much memory to be kept. */
  | { readonly kind: "answer"; readonly reply: unknown; readonly isLarge: boolean }
  /** The interpreter failed and cannot answer again. */
  | { readonly kind: "failed"; readonly message: string };

const workerReply = v.variant("kind", [
  v.object({ kind: v.literal("ready") }),
  v.object({ kind: v.literal("answer"), reply: v.unknown(), isLarge: v.boolean() }),
  v.object({ kind: v.literal("failed"), message: v.string() }),
]);

/** The reply in a message; null if it does not have the form of one. Code in the worker can forge it. */
export const readWorkerReply = (message: unknown): WorkerReply | null => {
  if (!isPlainData(message)) return null;
  const parsed = v.safeParse(workerReply, message, { abortEarly: true });
  return parsed.success ? parsed.output : null;
};

export const pythonLimits = {
  /** Python's stack of 1,000 calls overflows the stack of JavaScript in a worker, which ends the interpreter. */
  recursion: 300,
  /** Time until a worker must have imported the library. Long, because a busy machine is slow, and the user can cancel. */
  startMilliseconds: 180_000,
  /** Time after the deadline of a request until the page ends the worker. */
  graceMilliseconds: 3_000,
  /** The memory of an interpreter never shrinks; above this size, the next request gets a new one. */
  keptBytes: 512 * 1024 * 1024,
} as const;
