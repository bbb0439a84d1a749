/** The worker's side of the connection: opens an interpreter, then answers calls until one fails. */
import { openInterpreter } from "../../../python/index.ts";
import type { BootedPython } from "./boot-python.ts";
import { type PythonCall, type PythonStart, pythonLimits, type WorkerReply } from "./protocol.ts";

/** The part of a `MessagePort` that the worker uses. */
export type PythonServerPort = {
  onmessage: ((event: MessageEvent<PythonCall>) => void) | null;
  postMessage(reply: WorkerReply, transfer: Transferable[]): void;
};

export type PythonServing = {
  readonly port: PythonServerPort;
  readonly start: Pick<PythonStart, "library" | "archives">;
  readonly boot: () => Promise<BootedPython>;
};

export const servePython = async ({ port, start, boot }: PythonServing): Promise<void> => {
  const reply = (body: () => WorkerReply): void => {
    try {
      const value = body();
      port.postMessage(value, buffersOf(value));
    } catch (thrown) {
      port.postMessage({ kind: "failed", message: messageOf(thrown) }, []);
    }
  };
  const booted = await boot().catch((thrown: unknown) => ({ failure: messageOf(thrown) }));
  reply(() => {
    if ("failure" in booted) throw new Error(booted.failure);
    const { python, memoryBytes } = booted;
    const archives = start.archives.map(archive => new Uint8Array(archive));
    const interpreter = openInterpreter(python, start.library, archives);
    port.onmessage = ({ data: { request, parameters, limit } }) =>
      reply(() => ({
        kind: "answer",
        reply: interpreter.call(request, parameters, limit),
        isLarge: memoryBytes() > pythonLimits.keptBytes,
      }));
    return { kind: "ready" };
  });
};

const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** A database can have hundreds of megabytes, which are moved and not copied. */
const buffersOf = (reply: WorkerReply): Transferable[] => {
  if (reply.kind !== "answer" || typeof reply.reply !== "object" || !reply.reply) return [];
  return Object.values(reply.reply)
    .filter(value => value instanceof Uint8Array)
    .map(({ buffer }) => buffer)
    .filter(buffer => buffer instanceof ArrayBuffer);
};
