/** Runs an edit, and notifies the user if it is rejected. */
import { type Diff, type Report, type SchemaDocument, succeeded } from "../../engine/index.ts";
import type { EditOptions, Workbench } from "../state/index.ts";

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
  if (succeeded(outcome)) return outcome.value;
  const [first] = outcome.diagnostics;
  if (first !== undefined) {
    const { message: title, hint } = first;
    ports.notify(hint === undefined ? { title } : { title, description: hint });
  }
  return null;
};
