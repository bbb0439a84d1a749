/** The classes of a module, and the module itself, in the layout of every Python library. */
import {
  type Diagnostic,
  info,
  joinPrinted,
  type PrintedText,
  printedFrom,
  type RecordOrigin,
} from "../../base/index.ts";
import { type Enum, recordsOf, type SchemaDocument, type Table } from "../../schema/index.ts";
import { assignment, type Code, layout } from "./code.ts";
import type { Names } from "./names.ts";

type Printed = PrintedText<RecordOrigin>;

export const INDENT = "    ";
export const META_INDENT = INDENT + INDENT;

/** Indents the first line; the others have their indentation. */
export const indented = (printed: Printed, indent = INDENT): Printed =>
  joinPrinted([indent, printed]);

/** An attribute of a class. */
export type PrintedField = {
  /** The records that it is printed from: one, or a column and then its foreign key. */
  readonly records: readonly string[];
  /** What is approximated. */
  readonly comments: readonly string[];
  /** The name, with an annotation if it has one. */
  readonly name: Code;
  /** Null for an annotation without a value. */
  readonly value: Code | null;
};

export const commentLines = (comments: readonly string[]): readonly string[] =>
  comments.map(comment => `${INDENT}# ${comment}`);

export const printField = ({ records, comments, name, value }: PrintedField): Printed => {
  const field = value === null ? layout(name, INDENT) : assignment(name, value, INDENT);
  const lines = joinPrinted([...commentLines(comments), indented(field)], "\n");
  return records.reduceRight((printed, record) => printedFrom(record, printed), lines);
};

/** `class Meta:` with its options. */
export const printMeta = (
  options: readonly (readonly [name: string, value: Code])[],
): readonly (string | Printed)[] => [
  `${INDENT}class Meta:`,
  ...options.map(([name, value]) => indented(assignment(name, value, META_INDENT), META_INDENT)),
];

/** Reports a class whose name differs from that of its entity. */
export const reportClassName = (
  module: { readonly names: Names; readonly addDiagnostic: (diagnostic: Diagnostic) => void },
  { id, name, entity }: Table,
  reason = "is taken in Python",
): void => {
  const given = module.names.table(id);
  if (given === entity) return;
  const message = `The class of "${name}" is named ${given}, because "${entity}" ${reason}.`;
  module.addDiagnostic(info("class-renamed", message, { record: id }));
};

/** The enums that have values. */
export const printEnums = (
  document: SchemaDocument,
  print: (record: Enum) => string,
): readonly Printed[] =>
  recordsOf(document, "enum")
    .filter(({ values }) => values.length > 0)
    .map(record => printedFrom(record.id, print(record)));

/** The text of a module: its parts, with two empty lines between them. */
export const moduleText = (parts: readonly (string | Printed)[]): Printed =>
  joinPrinted([joinPrinted(parts, "\n\n\n"), "\n"]);
