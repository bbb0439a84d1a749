/** Shows the first diagnostics of an operation as notices. */
import type { Diagnostic } from "../../engine/index.ts";
import type { Ports } from "../state/index.ts";

const MAX_NOTICES = 3;

export const notifyOf = (diagnostics: readonly Diagnostic[], ports: Ports): void => {
  for (const { message, hint = "" } of diagnostics.slice(0, MAX_NOTICES)) {
    ports.notify({ title: message, description: hint });
  }
};
