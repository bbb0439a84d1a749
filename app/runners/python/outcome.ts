/** What a call of Python came to. Replies are untrusted, because models can forge them. */
import * as v from "valibot";
import { type PythonError, type PythonLibrary, pythonLibraries } from "../../../python/index.ts";
import type { Received } from "./python-worker.ts";
import { type PythonRequest, type PythonResult, pythonError, pythonRequests } from "./requests.ts";

/** Why a call ended without an answer of Python. */
export type PythonStop = {
  readonly kind: "stopped";
  readonly code: "too-long" | "out-of-memory" | "interpreter-failed" | "unreadable-result";
  readonly message: string;
  readonly hint: string;
};

/** Python could not be loaded, for example because its first use is offline. */
export type PythonUnavailable = { readonly kind: "unavailable"; readonly message: string };

export type PythonOutcome<Result> =
  | { readonly kind: "result"; readonly result: Result }
  /** The files raised an exception. */
  | { readonly kind: "error"; readonly error: PythonError; readonly output: string }
  | PythonStop
  | PythonUnavailable;

const failure = v.union([
  v.object({ error: pythonError, output: v.string() }),
  v.object({ stopped: v.picklist(["too-long", "out-of-memory"]) }),
]);

export const outcomeOf = <Request extends PythonRequest>(
  request: Request,
  received: Received,
): PythonOutcome<PythonResult<Request>> => {
  if (received.kind !== "answer") return stopped(stopOf(received));
  const failed = v.safeParse(failure, received.reply);
  if (failed.success) {
    const { output: reply } = failed;
    return "stopped" in reply ? stopped(reply.stopped) : { kind: "error", ...reply };
  }
  const parsed = v.safeParse(pythonRequests[request].result, received.reply, { abortEarly: true });
  return parsed.success ? { kind: "result", result: parsed.output } : stopped("unreadable-result");
};

export const unavailable = (library: PythonLibrary, thrown: unknown): PythonUnavailable => {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    kind: "unavailable",
    message: `${pythonLibraries[library].label} could not be loaded. ${reason} The first use needs the network.`,
  };
};

const stopOf = ({ kind }: Exclude<Received, { kind: "answer" }>): PythonStop["code"] => {
  if (kind === "late") return "too-long";
  return kind === "failed" ? "interpreter-failed" : "unreadable-result";
};

const stopped = (code: PythonStop["code"]): PythonStop => ({
  kind: "stopped",
  code,
  ...texts[code],
});

const texts: Readonly<
  Record<PythonStop["code"], { readonly message: string; readonly hint: string }>
> = {
  "too-long": {
    message: "Python took too long and was stopped.",
    hint: "Do the files contain a loop that never ends, or do they wait for something?",
  },
  "out-of-memory": {
    message: "Python ran out of memory.",
    hint: "Do the files build very large values?",
  },
  "interpreter-failed": {
    message: "The Python interpreter failed and was restarted.",
    hint: "Do the files contain very deeply nested values, or functions that call themselves without end?",
  },
  "unreadable-result": {
    message: "The answer of Python cannot be read.",
    hint: "Do the files replace functions of Python or of the library?",
  },
};
