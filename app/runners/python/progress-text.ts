/** What Python does, for a line of progress. */
import type { PythonProgress } from "./python.ts";

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);

/** @param running what to show while the models run */
export const progressText = (progress: PythonProgress, label: string, running: string): string => {
  switch (progress.kind) {
    case "loading":
      return progress.total === null
        ? `Loading Python and ${label}…`
        : `Loading Python and ${label}: ${megabytes(progress.loaded)} of ${megabytes(progress.total)} MB`;
    case "starting":
      return `Starting ${label}…`;
    default:
      return running;
  }
};

/** The part that is loaded, from 0 to 1; null if it is unknown. */
export const progressFraction = (progress: PythonProgress): number | null =>
  progress.kind === "loading" && progress.total ? progress.loaded / progress.total : null;

/** An app that was built on a machine that could not fetch the Python libraries. */
export const absentPython = {
  title: "This copy of Stele was built without Python",
  detail: "Building it again where Python and its package index can be reached adds the libraries.",
} as const;
