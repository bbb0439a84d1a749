/** Prints a tree with a table of printers, and collects parameters and spans. */
import { type Span, type TextRange, Writer } from "../base/index.ts";
import { type IdentifierRules, identifierQuoter, type QuoteIdentifier } from "./identifiers.ts";
import type { CastType, ParameterValue } from "./operators.ts";
import type { Clause, NodeOf, Query, SelectItem, SqlKind, Statement } from "./tree.ts";

/** A statement as text, with the origins of its parts. */
export type Printed = {
  readonly text: string;
  /** In the order of their placeholders. */
  readonly parameters: readonly ParameterValue[];
  /** The source of each parameter in the object query; null for parameters of the engine. */
  readonly sources: readonly (object | null)[];
  /** Whether the text contains values, or one parameter several: then other values need another text. */
  readonly holdsValues: boolean;
  /** The range of each placeholder in the text. */
  readonly placeholders: readonly TextRange[];
  /** The names of the columns of the result. */
  readonly columns: readonly string[];
  /** The parts of the text and their origins in the query. */
  readonly spans: readonly Span[];
};

/** One printer for each kind: a forgotten kind does not compile. */
export type Printers = {
  readonly [Kind in SqlKind]: (node: NodeOf<Kind>, printing: Printing) => void;
};

export type DialectName = "sqlite" | "postgres" | "mysql";

/** A number of new keys of a column. */
export type KeyRequest = {
  readonly table: string;
  readonly column: string;
  readonly count: number;
};

/** A dialect: identifiers, placeholders, printers, limits. */
export type Dialect = {
  readonly name: DialectName;
  /** The display name. */
  readonly label: string;
  /** How an INSERT reports a generated key: with RETURNING, or through the driver. */
  readonly generatedKeys: "returning" | "last key";
  /** Whether writes can return values of the written rows. */
  readonly hasReturning: boolean;
  /** The default order of nulls. */
  readonly nulls: "smallest" | "largest";
  /** Whether drivers may return numbers and times with less precision than the database compares; text is exact. */
  readonly isExactAsText: boolean;
  /** Reserves keys for new rows, if the database can. */
  readonly keysAhead?: (request: KeyRequest) => Statement;
  /** Reads the difference between the keys of one INSERT, of which drivers report only the first. */
  readonly keyStep?: Statement;
  /** The limit on the parameters of a statement. */
  readonly mostParameters: number;
  readonly identifiers: IdentifierRules;
  /** The placeholder of the parameter with this number, counted from 1. */
  readonly placeholder: (number: number) => string;
  readonly printers: Printers;
  /** Names of functions that differ from PostgreSQL. */
  readonly functions: Readonly<Record<string, string>>;
  readonly castTypes: Readonly<Record<CastType, string>>;
};

/** A part of a statement that a dialect does not support. `hint` names an alternative. */
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

  /** The number of the parameter with this source, or 0. */
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

  /** A quoted value, where a database accepts no parameter. */
  literal(text: string): this {
    this.holdsValues = true;
    return this.write(text);
  }

  /** Several values as one parameter. */
  together(values: string): this {
    this.holdsValues = true;
    return this.parameter(values);
  }

  /** A clause on a new line, with all its origins. */
  clause<Body>(clause: Clause<Body> | null, print: (body: Body) => void): this {
    if (!clause) return this;
    this.writer.line();
    const start = this.writer.length;
    print(clause.body);
    for (const origin of clause.origins.toReversed()) this.writer.since(start, origin);
    return this;
  }

  /** A subquery in parentheses, indented on new lines. */
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

/** The items that a statement returns. */
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
    `${label} allows ${mostParameters} parameters in a statement, and this one has ${count}.`,
    "Split the query, or select the values with a subquery.",
  );
};

/** Prints a statement for a dialect. @throws UnsupportedSql for parts that the dialect does not support */
export const print = (statement: Statement, dialect: Dialect): Printed => {
  const printing = new Printing(dialect);
  printing.node(statement);
  const { parameters, sources, placeholders, holdsValues } = printing;
  requireRoom(parameters.length, dialect);
  const { text, spans } = printing.writer.finish();
  const columns = columnsOf(statement);
  return { text, parameters, sources, holdsValues, placeholders, columns, spans };
};
