/** Statements that differ only in their values: their text is printed once. */
import {
  type Dialect,
  type DialectName,
  type ParameterValue,
  type Printed,
  print,
  type Statement,
} from "../../sql/index.ts";

/** What a driver runs. */
export type StatementText = Pick<Printed, "text" | "parameters">;

/** A statement to run, and its tree on demand: for listeners, and for error messages. */
export type StatementSource = {
  /** @throws UnsupportedSql for what the dialect does not support */
  prepare(dialect: Dialect): StatementText;
  /** The same tree each time. */
  tree(): Statement;
};

/** A statement that is printed each time. */
export const uncached = (statement: Statement): StatementSource => ({
  prepare: dialect => print(statement, dialect),
  tree: () => statement,
});

/** The text that statements share which differ only in their values. */
export class CachedText {
  readonly #texts: Partial<Record<DialectName, string>> = {};

  /** @throws UnsupportedSql for what the dialect does not support */
  in(dialect: Dialect, source: Pick<StatementSource, "tree">): string {
    const known = this.#texts[dialect.name];
    if (known !== undefined) return known;
    const { text } = print(source.tree(), dialect);
    this.#texts[dialect.name] = text;
    return text;
  }
}

export abstract class CachedStatement implements StatementSource {
  abstract get text(): CachedText;
  /** In the order of their placeholders. */
  abstract get parameters(): readonly ParameterValue[];
  abstract tree(): Statement;

  prepare(dialect: Dialect): StatementText {
    return { text: this.text.in(dialect, this), parameters: this.parameters };
  }
}

/** A cached statement whose tree is created by a function. */
export class LazyStatement extends CachedStatement {
  readonly text: CachedText;
  readonly parameters: readonly ParameterValue[];
  readonly #createTree: () => Statement;

  constructor(
    text: CachedText,
    parameters: readonly ParameterValue[],
    createTree: () => Statement,
  ) {
    super();
    this.text = text;
    this.parameters = parameters;
    this.#createTree = createTree;
  }

  tree(): Statement {
    return this.#createTree();
  }
}
