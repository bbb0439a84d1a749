/** The interface of an exporter. */
import type { PrintedText, RecordOrigin, Report } from "../base/index.ts";
import type { SchemaDocument } from "../schema/index.ts";
import type { Support } from "./features.ts";

/** A file of an export. Its spans tie characters to the records that they are printed from. */
export type ExportedFile = PrintedText<RecordOrigin> & {
  /** The path within the export, with `/` between folders. */
  readonly name: string;
};

/** A choice that an exporter offers. */
export type ExportOption = {
  readonly id: string;
  readonly label: string;
  /** What the option changes, in a sentence. */
  readonly help: string;
} & (
  | {
      readonly kind: "choice";
      readonly choices: readonly { readonly value: string; readonly label: string }[];
      readonly initial: string;
    }
  | { readonly kind: "switch"; readonly initial: boolean }
  | { readonly kind: "name"; readonly initial: string }
);

/** The values of options, by id. */
export type OptionValues = Readonly<Record<string, string | boolean>>;

export type ExporterGroup = "Python" | "SQL";

/** Writes a document in another language. Diagnostics report what is approximated or omitted. */
export type Exporter = {
  readonly id: string;
  /** The name in the interface. */
  readonly label: string;
  readonly group: ExporterGroup;
  /** The language of the files. */
  readonly language: "sql" | "python";
  readonly options: readonly ExportOption[];
  /** What the language can express, where that differs from feature to feature; null if it expresses all. */
  readonly support: Support | null;
  /** Prints the document. Options that are absent, or have a value that is not offered, have their initial value. */
  readonly export: (
    document: SchemaDocument,
    options?: OptionValues,
  ) => Report<readonly ExportedFile[]>;
};

/** The value of a choice or a name. */
export const textOption = (option: ExportOption, values: OptionValues = {}): string => {
  const value = values[option.id];
  const isOffered =
    typeof value === "string" &&
    (option.kind === "choice"
      ? option.choices.some(choice => choice.value === value)
      : value.trim() !== "");
  return isOffered ? value.trim() : String(option.initial);
};

/** The value of a switch. */
export const switchOption = (option: ExportOption, values: OptionValues = {}): boolean => {
  const value = values[option.id];
  return typeof value === "boolean" ? value : option.initial === true;
};
