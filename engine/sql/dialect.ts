/** What differs between databases: names, placeholders, and the printers of a few nodes. */
import type { IdentifierRules } from "./identifiers.ts";
import type { Printers } from "./printing.ts";

export type DialectName = "sqlite" | "postgres" | "mysql";

export type Dialect = {
  readonly name: DialectName;
  /** The name for people. */
  readonly label: string;
  readonly identifiers: IdentifierRules;
  /** The placeholder of the parameter with this number, counted from 1. */
  readonly placeholder: (number: number) => string;
  readonly printers: Printers;
};
