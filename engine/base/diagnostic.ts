/** A problem in the user's input: what is wrong, where, and what to do next. */
import type { TextRange } from "./text-range.ts";

export type Severity = "error" | "warning" | "info";

export type Diagnostic = {
  /** A stable name in kebab-case, such as `unknown-column`. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** One sentence: what to do next. */
  readonly hint?: string;
  /** Where in the text that was read. */
  readonly range?: TextRange;
  /** The record of the schema document that it is about. */
  readonly record?: string;
};

type Details = Omit<Diagnostic, "code" | "severity" | "message">;

const diagnosticOf =
  (severity: Severity) =>
  (code: string, message: string, details: Details = {}): Diagnostic => ({
    code,
    severity,
    message,
    ...details,
  });

export const error = diagnosticOf("error");
export const warning = diagnosticOf("warning");
export const info = diagnosticOf("info");

export const isError = (diagnostic: Diagnostic): boolean => diagnostic.severity === "error";
