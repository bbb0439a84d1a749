/** One statement of a script that makes the tables of a document. */
import type { TableId } from "../schema/index.ts";

export type DdlStatement = {
  /** SQL without a semicolon at its end. */
  readonly text: string;
  /** The table that it makes or changes; null for a type that several tables may use. */
  readonly table: TableId | null;
  readonly kind: "create type" | "create table" | "create index" | "add foreign key" | "comment";
};

/** The whole script as one text. */
export const printScript = (statements: readonly DdlStatement[]): string =>
  statements.map(({ text }) => `${text};\n`).join("\n");
