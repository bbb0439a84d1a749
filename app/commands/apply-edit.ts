/** Runs an edit, and notifies the user if it is rejected, or changes more than was requested. */
import { type Diff, type Report, type SchemaDocument, succeeded } from "../../engine/index.ts";
import type { EditOptions, Workbench } from "../state/index.ts";

const MOST_NOTICES = 3;

/** An edit of the engine with its arguments, its label in the history, and options. */
export type Edit = EditOptions & {
  readonly label: string;
  readonly change: (document: SchemaDocument) => Report<Diff>;
};

/** Applies an edit and returns its diff; null if it was rejected. */
export const applyEdit = (
  { project, ports }: Workbench,
  { label, change, ...options }: Edit,
): Diff | null => {
  const outcome = project.edit(label, change, options);
  const rejected = !succeeded(outcome);
  for (const { message: title, hint } of outcome.diagnostics.slice(
    0,
    rejected ? 1 : MOST_NOTICES,
  )) {
    ports.notify(hint === undefined ? { title } : { title, description: hint });
  }
  return rejected ? null : outcome.value;
};
