/** One statement of a script that creates, alters or drops the tables of a document. */
import type { TableId } from "../schema/index.ts";

export type DdlStatement = {
  /** SQL without a semicolon at its end. */
  readonly text: string;
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

/** The whole script as one text. */
export const printScript = (statements: readonly DdlStatement[]): string =>
  statements.map(({ text }) => `${text};\n`).join("\n");
