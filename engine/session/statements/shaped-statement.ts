/** Statements that differ in values alone: where nobody looks at their trees, they are printed once. */
import {
  type Dialect,
  type DialectName,
  type ParameterValue,
  print,
  type Statement,
} from "../../sql/index.ts";

/** Whatever makes the tree of a statement. */
export type TreeMaker = { statement(): Statement };

/** The text of statements that differ in values alone. Whoever makes such statements keeps it. */
export class StatementText {
  readonly #texts: Partial<Record<DialectName, string>> = {};

  /** @throws UnsupportedSql for what a dialect has no words for. */
  in(dialect: Dialect, one: TreeMaker): string {
    const known = this.#texts[dialect.name];
    if (known !== undefined) return known;
    const { text } = print(one.statement(), dialect);
    this.#texts[dialect.name] = text;
    return text;
  }
}

export type ShapedStatement = TreeMaker & {
  readonly text: StatementText;
  /** In the order of their placeholders. */
  readonly parameters: readonly ParameterValue[];
};
