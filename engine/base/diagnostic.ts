/** A diagnostic reports a problem in a user's input: what is wrong, where, and what to do next. */
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
  /** The range in the source text. */
  readonly range?: TextRange;
  /** The place in a source of several files; the line is null for the whole file. */
  readonly place?: { readonly file: string; readonly line: number | null };
  /** The id of the schema record that the diagnostic is about. */
  readonly record?: string;
};

type Details = Omit<Diagnostic, "code" | "severity" | "message">;

export const diagnosticOf =
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
