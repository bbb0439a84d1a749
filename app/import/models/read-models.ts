/** Reads Python models with their library, which runs in a sandboxed worker. */
import {
  documentOfModels,
  type ModelsDescription,
  type RecognizedModels,
  randomIds,
} from "../../../engine/index.ts";
import type { ImportPreview } from "../../project/index.ts";
import type { PythonOutcome } from "../../runners/python/index.ts";
import {
  absentPython,
  progressFraction,
  progressText,
} from "../../runners/python/progress-text.ts";
import { ImportFailure } from "../import-failure.ts";

export type ModelsProgress = {
  readonly label: string;
  /** From 0 to 1; null if it is unknown. */
  readonly value: number | null;
};

export type ReadModelsOptions = {
  /** Ends the worker. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ModelsProgress) => void;
};

/**
 * Each call has a new worker, because the files of one project can affect the next.
 * @throws ImportFailure when the library could not read the files, and the reason of `signal`.
 */
export const readModels = async (
  models: RecognizedModels,
  { signal, onProgress }: ReadModelsOptions,
): Promise<ImportPreview> => {
  const { library, label, files, paths } = models;
  const { createPython } = await loadRunner(label);
  signal.throwIfAborted();
  const python = createPython();
  if (!python) throw new ImportFailure(absentPython.title, absentPython.detail);
  const stop = python.progress.subscribe(progress =>
    onProgress({
      label: progressText(progress, label, `Reading the models with ${label}…`),
      value: progressFraction(progress),
    }),
  );
  try {
    const reading = python.call(library, "read", { files, paths });
    return previewOf(await orAborted(reading, signal), models);
  } finally {
    stop();
    python.close();
  }
};

const UNAVAILABLE = "Python is not available";

const loadRunner = (label: string) =>
  import("../../runners/python/index.ts").catch(() => {
    const message = `${label} could not be loaded. The first use needs the network.`;
    throw new ImportFailure(UNAVAILABLE, message);
  });

const orAborted = <Value>(value: Promise<Value>, signal: AbortSignal): Promise<Value> =>
  new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    value.then(resolve, reject);
  });

type Outcome = PythonOutcome<{ readonly models: ModelsDescription }>;

/** The tables in an answer of Python. @throws ImportFailure when there are none. */
export const previewOf = (outcome: Outcome, models: RecognizedModels): ImportPreview => {
  const given = (file: string): string => models.givenPaths.get(file) ?? file;
  switch (outcome.kind) {
    case "result": {
      const { value, diagnostics } = documentOfModels(
        outcome.result.models,
        randomIds(Math.random),
      );
      const all = [...models.diagnostics, ...diagnostics].map(diagnostic => {
        const { place } = diagnostic;
        return place ? { ...diagnostic, place: { ...place, file: given(place.file) } } : diagnostic;
      });
      return { ...value, diagnostics: all, hasRows: false };
    }
    case "error": {
      const { kind, message, file, line } = outcome.error;
      const title = file === null ? kind : `${given(file)}, line ${line}: ${kind}`;
      throw new ImportFailure(title, message);
    }
    case "stopped":
      throw new ImportFailure(outcome.message, outcome.hint);
    case "unavailable":
      throw new ImportFailure(UNAVAILABLE, outcome.message);
  }
};
