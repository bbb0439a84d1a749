/** Statements that differ in values alone: where nobody looks at their trees, they are printed once. */
import {
  type Dialect,
  type DialectName,
  type ParameterValue,
  print,
  type Statement,
} from "../../sql/index.ts";

/** The text of statements that differ in values alone. Whoever makes such statements keeps it. */
export class StatementText {
  readonly #texts: Partial<Record<DialectName, string>> = {};

  /** @throws UnsupportedSql for what a dialect has no words for. */
  in(dialect: Dialect, statement: () => Statement): string {
    const known = this.#texts[dialect.name];
    if (known !== undefined) return known;
    const { text } = print(statement(), dialect);
    this.#texts[dialect.name] = text;
    return text;
  }
}

export type ShapedStatement = {
  readonly text: StatementText;
  /** In the order of their placeholders. */
  readonly parameters: readonly ParameterValue[];
  /** Makes the tree. */
  readonly statement: () => Statement;
};
