/** Reads from the text of CREATE TABLE what the catalogue omits: constraint names, checks, formulas. */
import { isSign, isWord, nameOf, type Token, tokensOf } from "./tokens.ts";

export type NamedColumns = { readonly name: string | null; readonly columns: readonly string[] };

export type TableText = {
  readonly primaryKeyName: string | null;
  readonly autoIncrement: boolean;
  readonly uniqueKeys: readonly NamedColumns[];
  readonly foreignKeys: readonly NamedColumns[];
  readonly checks: readonly { readonly name: string | null; readonly expression: string }[];
  /** The formulas of computed columns, by column. */
  readonly computed: ReadonlyMap<string, string>;
  /** The collations of columns, by column. */
  readonly collations: ReadonlyMap<string, string>;
  /** Keywords that a document does not support, such as COLLATE. */
  readonly notKept: readonly string[];
};

const TABLE_CONSTRAINTS = ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"];
const NOT_KEPT = ["DEFERRABLE", "CONFLICT"];

/** Reads the tokens of one CREATE TABLE statement. */
class TableReader {
  readonly #source: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #column: string | null = null;
  #name: string | null = null;
  #primaryKeyName: string | null = null;
  #autoIncrement = false;
  readonly #uniqueKeys: NamedColumns[] = [];
  readonly #foreignKeys: NamedColumns[] = [];
  readonly #checks: { name: string | null; expression: string }[] = [];
  readonly #computed = new Map<string, string>();
  readonly #collations = new Map<string, string>();
  readonly #notKept = new Set<string>();

  constructor(source: string) {
    this.#source = source;
    this.#tokens = tokensOf(source);
  }

  read(): TableText {
    this.#at = this.#tokens.findIndex(token => isSign(token, "(")) + 1;
    let starts = this.#at > 0;
    for (let token = this.#next(); token && !isSign(token, ")"); token = this.#next()) {
      if (starts && !isWord(token, ...TABLE_CONSTRAINTS)) this.#column = nameOf(token);
      else if (!isSign(token, ",")) this.#readWord(token);
      starts = isSign(token, ",");
      if (starts) this.#column = this.#name = null;
    }
    this.#readOptions();
    return {
      primaryKeyName: this.#primaryKeyName,
      autoIncrement: this.#autoIncrement,
      uniqueKeys: this.#uniqueKeys,
      foreignKeys: this.#foreignKeys,
      checks: this.#checks,
      computed: this.#computed,
      collations: this.#collations,
      notKept: [...this.#notKept],
    };
  }

  #next(): Token | undefined {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    return token;
  }

  #readWord(token: Token): void {
    const word = token.kind === "word" ? token.text.toUpperCase() : token.text;
    if (NOT_KEPT.includes(word)) this.#notKept.add(word);
    switch (word) {
      case "CONSTRAINT":
        this.#name = this.#nextName();
        return;
      case "PRIMARY":
        this.#primaryKeyName = this.#takeName();
        this.#skipWord("KEY");
        this.#autoIncrement ||= tokensOf(this.#parentheses()).some(token =>
          isWord(token, "AUTOINCREMENT"),
        );
        return;
      case "COLLATE":
        return this.#readCollation();
      case "AUTOINCREMENT":
        this.#autoIncrement = true;
        return;
      case "UNIQUE":
        this.#uniqueKeys.push({ name: this.#takeName(), columns: this.#columns() });
        return;
      case "CHECK":
        this.#checks.push({ name: this.#takeName(), expression: this.#parentheses() });
        return;
      case "FOREIGN":
        this.#skipWord("KEY");
        this.#foreignKeys.push({ name: this.#takeName(), columns: this.#columns() });
        return this.#skipReference();
      case "REFERENCES":
        this.#at -= 1;
        this.#foreignKeys.push({ name: this.#takeName(), columns: this.#columns() });
        return this.#skipReference();
      case "AS":
        if (this.#column !== null) this.#computed.set(this.#column, this.#parentheses());
        return;
      case "(":
        this.#at -= 1;
        return this.#skipParentheses();
      case "NOT":
      case "NULL":
      case "DEFAULT":
        this.#name = null;
    }
  }

  #readCollation(): void {
    const collation = this.#nextName();
    if (this.#column !== null && collation !== null) {
      this.#collations.set(this.#column, collation);
    }
  }

  #nextName(): string | null {
    const token = this.#next();
    return token ? nameOf(token) : null;
  }

  /** Returns the pending constraint name, which applies to one constraint only. */
  #takeName(): string | null {
    const name = this.#name?.trim() ? this.#name : null;
    this.#name = null;
    return name;
  }

  #skipWord(word: string): void {
    if (isWord(this.#tokens[this.#at], word)) this.#at += 1;
  }

  #skipParentheses(): void {
    this.#parentheses();
  }

  /** Skips `REFERENCES t (a, b)`. */
  #skipReference(): void {
    this.#skipWord("REFERENCES");
    this.#at += 1;
    this.#skipParentheses();
  }

  /** The text between the next parenthesis and the matching one; empty without one. */
  #parentheses(): string {
    const open = this.#tokens[this.#at];
    if (!open || !isSign(open, "(")) return "";
    let depth = 0;
    for (let token = this.#next(); token; token = this.#next()) {
      if (isSign(token, "(")) depth += 1;
      if (isSign(token, ")")) depth -= 1;
      if (depth === 0) return this.#source.slice(open.end, token.start).trim();
    }
    return this.#source.slice(open.end).trim();
  }

  /** The columns in parentheses, or the column whose definition contains the constraint. */
  #columns(): readonly string[] {
    if (!isSign(this.#tokens[this.#at], "(")) return this.#column === null ? [] : [this.#column];
    const tokens = tokensOf(this.#parentheses());
    return tokens.filter((_, index) => index === 0 || isSign(tokens[index - 1], ",")).map(nameOf);
  }

  #readOptions(): void {
    for (let token = this.#next(); token; token = this.#next()) {
      if (isWord(token, "WITHOUT")) this.#notKept.add("WITHOUT ROWID");
      if (isWord(token, "STRICT")) this.#notKept.add("STRICT");
    }
  }
}

export const readTableText = (source: string): TableText => new TableReader(source).read();

/** The parts and the condition of an index, from the text of CREATE INDEX. */
export const readIndexText = (
  source: string,
): { readonly parts: readonly string[]; readonly where: string | null } => {
  const tokens = tokensOf(source);
  const open = tokens.findIndex(token => isSign(token, "("));
  const parts: string[] = [];
  let depth = 0;
  let start = tokens[open]?.end ?? source.length;
  for (const [offset, token] of tokens.slice(Math.max(open, 0)).entries()) {
    if (isSign(token, "(")) depth += 1;
    if (isSign(token, ")")) depth -= 1;
    const ends = depth === 0 || (depth === 1 && isSign(token, ","));
    if (ends) parts.push(source.slice(start, token.start).trim());
    if (ends) start = token.end;
    if (depth > 0) continue;
    const where = tokens.slice(open + offset).find(after => isWord(after, "WHERE"));
    return { parts, where: where ? source.slice(where.end).trim() : null };
  }
  return { parts, where: null };
};
