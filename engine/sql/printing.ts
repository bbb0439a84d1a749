/** Turns a tree into text by one table of printers, gathering parameters and spans on the way. */
import { type Span, type TextRange, Writer } from "../base/index.ts";
import { type IdentifierRules, identifierQuoter, type QuoteIdentifier } from "./identifiers.ts";
import type { CastType, ParameterValue } from "./operators.ts";
import type { Clause, NodeOf, Query, SelectItem, SqlKind, Statement } from "./tree.ts";

/** A statement as a database reads it, and what every part of it stands for. */
export type Printed = {
  readonly text: string;
  /** In the order of their placeholders. */
  readonly parameters: readonly ParameterValue[];
  /** What gave the value of each; null for the engine's own. */
  readonly sources: readonly (object | null)[];
  /** Whether a value stands in the text itself, or several in one parameter: another has another statement. */
  readonly holdsValues: boolean;
  /** Where in the text each parameter's placeholder stands. */
  readonly placeholders: readonly TextRange[];
  /** Names of the columns of the result; empty where the statement returns none. */
  readonly columns: readonly string[];
  /** Which characters came from which words of the query. */
  readonly spans: readonly Span[];
};

/** One printer for each kind: a forgotten kind does not compile. */
export type Printers = {
  readonly [Kind in SqlKind]: (node: NodeOf<Kind>, printing: Printing) => void;
};

export type DialectName = "sqlite" | "postgres" | "mysql";

/** So many keys for a column that the database counts. */
export type KeysAsked = {
  readonly table: string;
  readonly column: string;
  readonly count: number;
};

/** What differs between databases: names, placeholders, and the printers of a few nodes. */
export type Dialect = {
  readonly name: DialectName;
  /** The name for people. */
  readonly label: string;
  /** How an INSERT tells the key that was made for its row: in a RETURNING, or beside the statement. */
  readonly generatedKeys: "returning" | "last key";
  /** Whether a statement that writes can give back values of the rows that it wrote. */
  readonly hasReturning: boolean;
  /** Where nulls are sorted that nobody gave a place. */
  readonly nulls: "smallest" | "largest";
  /** Whether drivers may hand over numbers and times that are less exact than what is compared; their text is not. */
  readonly isExactAsText: boolean;
  /** Asks for keys of rows that are not there yet, where a database gives them away. */
  readonly keysAhead?: (asked: KeysAsked) => Statement;
  /** Asks how far the keys of rows are apart that one INSERT numbers, of which only the first is told. */
  readonly keyStep?: Statement;
  /** How many parameters a statement may have. */
  readonly mostParameters: number;
  readonly identifiers: IdentifierRules;
  /** The placeholder of the parameter with this number, counted from 1. */
  readonly placeholder: (number: number) => string;
  readonly printers: Printers;
  /** What functions are called that are called otherwise elsewhere. */
  readonly functions: Readonly<Record<string, string>>;
  readonly castTypes: Readonly<Record<CastType, string>>;
};

/** What a dialect has no words for. `hint` says what there is instead. */
export class UnsupportedSql extends Error {
  override readonly name = "UnsupportedSql";
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

/** The state of one printing. */
export class Printing {
  readonly writer = new Writer();
  readonly parameters: ParameterValue[] = [];
  readonly sources: (object | null)[] = [];
  readonly placeholders: TextRange[] = [];
  readonly dialect: Dialect;
  readonly #quote: QuoteIdentifier;
  holdsValues = false;

  constructor(dialect: Dialect) {
    this.dialect = dialect;
    this.#quote = identifierQuoter(dialect.identifiers);
  }

  write(text: string): this {
    this.writer.write(text);
    return this;
  }

  name(name: string): this {
    return this.write(this.#quote(name));
  }

  node<Kind extends SqlKind>(node: NodeOf<Kind>): this {
    const { origin } = node;
    const start = this.writer.length;
    this.dialect.printers[node.kind](node, this);
    if (origin) this.writer.since(start, origin);
    return this;
  }

  nodes<Kind extends SqlKind>(nodes: readonly NodeOf<Kind>[], separator = ", "): this {
    this.writer.list(nodes, node => this.node(node), separator);
    return this;
  }

  /** The number of a parameter that was written already, and has to be the same here. */
  #numberOf(source: object | null): number {
    const { placeholder } = this.dialect;
    if (source === null) return 0;
    return placeholder(1) === placeholder(2) ? 0 : this.sources.indexOf(source) + 1;
  }

  parameter(value: ParameterValue, source: object | null = null, repeats = false): this {
    const known = repeats ? this.#numberOf(source) : 0;
    if (known > 0) return this.write(this.dialect.placeholder(known));
    const start = this.writer.length;
    this.parameters.push(value);
    this.sources.push(source);
    this.write(this.dialect.placeholder(this.parameters.length));
    this.placeholders.push({ start, end: this.writer.length });
    return this;
  }

  /** A value, quoted already, where a database takes no parameter. */
  literal(text: string): this {
    this.holdsValues = true;
    return this.write(text);
  }

  /** Several values as one parameter. */
  together(values: string): this {
    this.holdsValues = true;
    return this.parameter(values);
  }

  /** A clause on a line of its own, tied to all the words that asked for it. */
  clause<Body>(clause: Clause<Body> | null, print: (body: Body) => void): this {
    if (!clause) return this;
    this.writer.line();
    const start = this.writer.length;
    print(clause.body);
    for (const origin of clause.origins.toReversed()) this.writer.since(start, origin);
    return this;
  }

  /** A statement within parentheses, set in on lines of its own. */
  nested(query: Query): this {
    this.write("(");
    this.writer.indented(() => {
      this.writer.line();
      this.node(query);
    });
    this.writer.line();
    return this.write(")");
  }
}

/** What a statement gives back. */
const itemsOf = (statement: Statement): readonly SelectItem[] => {
  switch (statement.kind) {
    case "select":
      return statement.items;
    case "compound":
      return statement.queries[0]?.items ?? [];
    case "rawStatement":
      return [];
    case "insert":
    case "update":
    case "delete":
      return statement.returning ?? [];
  }
};

const columnsOf = (statement: Statement): readonly string[] =>
  itemsOf(statement).map(({ expression, alias }) => {
    if (alias !== null) return alias;
    return expression.kind === "column" ? expression.name : "";
  });

const requireRoom = (count: number, { label, mostParameters }: Dialect): void => {
  if (count <= mostParameters) return;
  throw new UnsupportedSql(
    `A statement of ${label} takes ${mostParameters} values; this one has ${count}.`,
    "Ask in portions, or let a query within the query find the values.",
  );
};

/** Prints a statement for a dialect. @throws UnsupportedSql for what it has no words for */
export const print = (statement: Statement, dialect: Dialect): Printed => {
  const printing = new Printing(dialect);
  printing.node(statement);
  const { parameters, sources, placeholders, holdsValues } = printing;
  requireRoom(parameters.length, dialect);
  const { text, spans } = printing.writer.finish();
  const columns = columnsOf(statement);
  return { text, parameters, sources, holdsValues, placeholders, columns, spans };
};
