/** A problem of a design, with an edit that solves it. */
import { type Diagnostic, diagnosticOf, type Report } from "../../base/index.ts";
import type { Diff } from "../diff.ts";
import type { NewId, SchemaDocument } from "../records.ts";
import type { TableView } from "../views.ts";

/** An ordinary edit that solves a problem. It is applied to the document in which the problem was found. */
export type Fix = {
  /** The label of a button, such as `Add index`. */
  readonly label: string;
  readonly edit: (document: SchemaDocument, newId: NewId) => Report<Diff>;
};

/** A diagnostic about a record of the design. Those of severity `info` are hints, not problems. */
export type Problem = Diagnostic & { readonly fix?: Fix };

/** Whether it is a suggestion: nothing is wrong. */
export const isHint = ({ severity }: Problem): boolean => severity === "info";

/** A rule of the design: it finds problems of one table. */
export type Rule = (view: TableView, document: SchemaDocument) => readonly Problem[];

type Details = {
  readonly record: string;
  readonly hint: string;
  readonly fix?: Fix | undefined;
};

const problemOf =
  (severity: Diagnostic["severity"]) =>
  (code: string, message: string, { record, hint, fix }: Details): Problem => {
    const diagnostic = diagnosticOf(severity)(code, message, { record, hint });
    return fix ? { ...diagnostic, fix } : diagnostic;
  };

export const fault = problemOf("error");
export const doubt = problemOf("warning");
export const suggestion = problemOf("info");
