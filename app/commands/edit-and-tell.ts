/** Runs an edit, and tells the person when it was refused. */

import { type Diff, type Report, type SchemaDocument, succeeded } from "../../engine/index.ts";
import type { EditOptions, Workbench } from "../state/index.ts";

/** Says whether the edit was accepted. */
export function editAndTell(
  { project, ports }: Workbench,
  label: string,
  change: (document: SchemaDocument) => Report<Diff>,
  options?: EditOptions,
): boolean {
  const outcome = project.edit(label, change, options);
  if (succeeded(outcome)) return true;
  const [first] = outcome.diagnostics;
  if (first !== undefined) {
    const { message: title, hint } = first;
    ports.tell(hint === undefined ? { title } : { title, description: hint });
  }
  return false;
}
