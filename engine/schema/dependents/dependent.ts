/** Records that would be broken without something that they depend on, and what can become of them. */
import type { SchemaRecord } from "../records.ts";

/**
 * What becomes of a dependent record: it is removed, it keeps its other columns, a computed column becomes an ordinary
 * one, or a foreign key is removed with its columns or with its table.
 */
export type Consequence = "remove" | "shorten" | "convert" | "remove-columns" | "remove-table";

export type ConsequenceOption = {
  readonly consequence: Consequence;
  /** A choice in a dialog, such as `Delete the check`. */
  readonly label: string;
  /** The end of a sentence that reports the choice, such as `it is deleted`. */
  readonly outcome: string;
};

export type Dependent = {
  readonly record: SchemaRecord;
  /** A sentence without its period, such as `The check "positive" of "orders" uses "total"`. */
  readonly reason: string;
  /** The possible consequences; the first is the default. */
  readonly options: readonly [ConsequenceOption, ...ConsequenceOption[]];
};

/** The chosen consequences by the id of the dependent record; for others, the default applies. */
export type Choices = ReadonlyMap<string, Consequence>;

export const noChoices: Choices = new Map();

/** The option that is chosen, or the default. */
export const chosenOption = ({ record, options }: Dependent, choices: Choices): ConsequenceOption =>
  options.find(({ consequence }) => consequence === choices.get(record.id)) ?? options[0];

/** An option to remove something, such as `the check`. */
export const removal = (what: string): ConsequenceOption => ({
  consequence: "remove",
  label: `Delete ${what}`,
  outcome: "it is deleted",
});
