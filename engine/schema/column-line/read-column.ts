/** Reads a line that describes a column: a name, then a type and clauses in any order. */
import { defaultFault, valuesOf } from "../column-default.ts";
import type { ColumnType, SchemaDocument } from "../records.ts";
import { sqlFault, unknownNames } from "../user-sql.ts";
import { columnNamed, sameName, type TableView } from "../views.ts";
import { type ColumnDraft, emptyDraft } from "./draft.ts";
import type { LineTokens } from "./line-tokens.ts";
import { takeAction, takeTarget } from "./read-reference.ts";
import { takeType } from "./read-type.ts";
import { defaultOf, takeValue } from "./read-value.ts";
import { meaningOf, rangeOf, type Token } from "./tokens.ts";

export type ColumnPlace = {
  readonly tokens: LineTokens;
  readonly document: SchemaDocument;
  /** The table that gets the column; null if it is not known. */
  readonly view: TableView | null;
  readonly name: string;
};

class ColumnReader {
  readonly #tokens: LineTokens;
  readonly #document: SchemaDocument;
  #draft: ColumnDraft;
  #hasType = false;
  /** The tokens of the default: how it is read depends on the type, which may follow. */
  #value: readonly Token[] = [];
  /** The first `on delete` or `on update`, and the token of the generated value. */
  #action: Token | null = null;
  #generation: Token | null = null;

  readonly #view: TableView | null;

  constructor({ tokens, document, view, name }: ColumnPlace) {
    this.#tokens = tokens;
    this.#document = document;
    this.#view = view;
    this.#draft = { ...emptyDraft, name };
  }

  /** A clause begins with one of these words or signs. Each reader is called when its first token is taken. */
  readonly #clauses: ReadonlyMap<string, (first: Token) => void> = new Map<
    string,
    (first: Token) => void
  >([
    ["?", () => this.#set({ nullable: true })],
    ["null", () => this.#set({ nullable: true })],
    ["not", first => this.#readWord(first, "null", { nullable: false })],
    ["pk", () => this.#set({ primaryKey: true })],
    ["primary", first => this.#readWord(first, "key", { primaryKey: true })],
    ["unique", () => this.#set({ unique: true })],
    ["=", first => this.#readDefault(first)],
    ["default", first => this.#readDefault(first)],
    ["->", first => this.#readReference(first)],
    ["references", first => this.#readReference(first)],
    ["check", first => this.#readCheck(first)],
    ["collate", first => this.#readCollation(first)],
    ["comment", first => this.#readComment(first)],
    ["identity", first => this.#setIdentity(first, false)],
    ["autoincrement", first => this.#setIdentity(first, true)],
    ["auto_increment", first => this.#setIdentity(first, false)],
    ["generated", first => this.#readGenerated(first)],
    ["as", first => this.#readFormula(first)],
  ]);

  read(): ColumnDraft {
    for (let token = this.#tokens.peek(); token; token = this.#tokens.peek()) this.#readNext(token);
    if (!this.#hasType) this.#set({ type: this.#draft.reference?.type ?? this.#guess() });
    this.#finishDefault();
    this.#checkGenerated();
    if (this.#action && !this.#draft.reference) {
      const hint = "Add the relation, such as -> users.";
      this.#tokens.fail("missing-reference", "An action needs a relation.", this.#action, hint);
    }
    return this.#draft;
  }

  #set(part: Partial<ColumnDraft>): void {
    this.#draft = { ...this.#draft, ...part };
  }

  #readNext(token: Token): void {
    const isName = token.kind === "word" || token.kind === "name";
    const word = token.kind === "sign" ? token.text : this.#tokens.word();
    const clause = this.#clauses.get(word);
    if (word === "on") this.#readAction(token);
    else if (clause) {
      this.#tokens.take();
      clause(token);
    } else if (isName && !this.#hasType) this.#readType();
    else {
      this.#tokens.take();
      this.#tokens.reject(token);
    }
  }

  #readType(): void {
    this.#hasType = true;
    const reading = takeType(this.#tokens, this.#document);
    if (reading) this.#set(reading);
  }

  #readWord(first: Token, word: string, part: Partial<ColumnDraft>): void {
    if (this.#tokens.takeWords(word)) this.#set(part);
    else this.#tokens.reject(first);
  }

  #readDefault(first: Token): void {
    const isClause = (word: string) => word !== "null" && this.#clauses.has(word);
    const value = takeValue(this.#tokens, isClause);
    if (value) this.#value = value;
    else {
      const hint = "A word of the line, such as unique, needs quotes to be a text.";
      this.#fail("missing-default", `A value is missing after "${first.text}".`, first, hint);
    }
  }

  #readReference(first: Token): void {
    const target = takeTarget(this.#tokens, this.#document, first);
    if (!target) return;
    const [reference, second] = target.columns;
    if (reference && !second) return this.#set({ reference });
    const names = target.columns.map(({ name }) => name).join(", ");
    const hint = `Reference one column, or add a line for all: (…) -> ${target.view.table.name}.`;
    const message = `The key of "${target.view.table.name}" has several columns (${names}).`;
    this.#fail("uneven-foreign-key", message, first, hint);
  }

  #readAction(token: Token): void {
    this.#action ??= token;
    this.#set(takeAction(this.#tokens));
  }

  /** The SQL of the group that is next; null, with a diagnostic, if there is none. */
  #takeSql(first: Token, what: string): string | null {
    const group = this.#tokens.takeKind("group");
    const hint = `Write it in parentheses: ${first.text} (…).`;
    if (!group) {
      this.#fail("missing-sql", `${what} is missing after "${first.text}".`, first, hint);
      return null;
    }
    const sql = group.text.slice(1, -1).trim();
    const fault = sqlFault(sql);
    if (fault !== null) {
      this.#fail("invalid-sql", `${what} is not valid SQL: ${fault}.`, group);
      return null;
    }
    const [unknown] = this.#view ? unknownNames(sql, name => this.#isColumn(name)) : [];
    if (unknown !== undefined) {
      this.#fail("unknown-name", `${what} uses "${unknown}", which is not a column.`, group);
    }
    return sql;
  }

  #isColumn(name: string): boolean {
    const isThis = sameName(name, this.#draft.name);
    return isThis || (this.#view !== null && columnNamed(this.#view, name) !== undefined);
  }

  #readCheck(first: Token): void {
    const sql = this.#takeSql(first, "The condition");
    if (sql !== null) this.#set({ checks: [...this.#draft.checks, sql] });
  }

  #readCollation(first: Token): void {
    const name = this.#tokens.takeKind("word") ?? this.#tokens.takeKind("name");
    if (name) this.#set({ collation: meaningOf(name) });
    else this.#fail("missing-collation", "The name of a collation is missing.", first);
  }

  #readComment(first: Token): void {
    const text = this.#tokens.takeKind("text") ?? this.#tokens.takeKind("name");
    if (text) this.#set({ comment: meaningOf(text) });
    else this.#fail("missing-comment", "A comment is a text in quotes.", first);
  }

  #setIdentity(first: Token, strict: boolean): void {
    this.#generation = first;
    this.#set({ generated: { kind: "identity", strict } });
  }

  #readGenerated(first: Token): void {
    const always = this.#tokens.takeWords("always");
    if (!always) this.#tokens.takeWords("by", "default");
    if (this.#tokens.takeWords("as", "identity")) return this.#setIdentity(first, always);
    this.#tokens.takeWords("as");
    this.#readFormula(first);
  }

  #readFormula(first: Token): void {
    const text = this.#takeSql(first, "The formula");
    if (text === null) return;
    const stored = this.#tokens.takeWords("stored");
    if (!stored) this.#tokens.takeWords("virtual");
    this.#generation = first;
    this.#set({ generated: { kind: "computed", text, stored } });
  }

  #finishDefault(): void {
    if (this.#value.length === 0) return;
    const { type, enumValues } = this.#draft;
    const given = defaultOf(this.#tokens, this.#value, type);
    this.#set({ default: given });
    const fault = defaultFault(given, type, enumValues ?? valuesOf(type, this.#document));
    if (fault) this.#fail(fault.code, fault.message, rangeOf(this.#value), fault.hint);
  }

  #checkGenerated(): void {
    const { generated, primaryKey, type, default: given } = this.#draft;
    const at = this.#generation;
    if (!generated || !at) return;
    if (given) this.#fail("default-of-generated", "A generated column has no default.", at);
    if (generated.kind === "computed" && primaryKey) {
      this.#fail("computed-key", "A primary key cannot be computed.", at);
    }
    if (generated.kind === "identity" && !(primaryKey && type.kind === "integer")) {
      const message = "Only an integer that is the primary key can be an identity.";
      this.#fail("not-an-identity", message, at, "Write id integer pk identity.");
    }
  }

  #fail(...failure: Parameters<LineTokens["fail"]>): void {
    this.#tokens.fail(...failure);
  }

  /** The default type: integer for keys, otherwise text. */
  #guess(): ColumnType {
    const { name, primaryKey, generated } = this.#draft;
    const isKey = primaryKey || generated?.kind === "identity" || /(^|_)id$/i.test(name);
    return isKey ? { kind: "integer", bits: 32 } : { kind: "text" };
  }
}

/** Reads the tokens after the name. */
export const readColumn = (place: ColumnPlace): ColumnDraft => new ColumnReader(place).read();
