/** One statement of a script that creates, alters or drops the tables of a document. */
import {
  joinPrinted,
  type PrintedText,
  printedFrom,
  type RecordOrigin,
  type Span,
} from "../base/index.ts";
import type { TableId } from "../schema/index.ts";

export type DdlStatement = {
  /** SQL without a semicolon at its end. */
  readonly text: string;
  /** The records that parts of the text are printed from. */
  readonly spans?: readonly Span<RecordOrigin>[];
  /** The table that it creates or alters; null for a type, which several tables may use. */
  readonly table: TableId | null;
  readonly kind:
    | "create type"
    | "alter type"
    | "drop type"
    | "create table"
    | "alter table"
    | "drop table"
    | "copy rows"
    | "create index"
    | "alter index"
    | "drop index"
    | "add foreign key"
    | "drop foreign key"
    | "comment"
    /** Begins or ends a transaction, or changes a setting of the database. */
    | "setting";
};

const printStatement = ({ text, spans = [], table }: DdlStatement): PrintedText<RecordOrigin> => {
  const line = joinPrinted([{ text, spans }, ";\n"]);
  return table === null ? line : printedFrom(table, line);
};

/** Prints the script; each statement points to its table, and lines to their records. */
export const printScript = (statements: readonly DdlStatement[]): PrintedText<RecordOrigin> =>
  joinPrinted(statements.map(printStatement), "\n");
