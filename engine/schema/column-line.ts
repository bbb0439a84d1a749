/**
 * Parses a column typed as one line. As in SQL, a column is nullable unless the line specifies otherwise:
 *
 *     title varchar(200) not null
 *     email text unique
 *     nickname text?
 *     price decimal(10,2) = 0
 *     author_id -> users.id
 */
import {
  type Diagnostic,
  didYouMean,
  error,
  type Report,
  report,
  type TextRange,
  warning,
} from "../base/index.ts";
import { isKnownType, parseColumnType } from "./column-type.ts";
import type { Column, ColumnDefault, ColumnType, SchemaDocument } from "./records.ts";
import { columnNamed, tableNamed, tableViews } from "./views.ts";

/** The column that a line describes. */
export type ColumnDraft = {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly primaryKey: boolean;
  readonly unique: boolean;
  readonly default: ColumnDefault | null;
  /** The referenced column. */
  readonly reference: Column | null;
};

type Token = TextRange & { readonly text: string };

const TOKEN = /"[^"]*"|'(?:[^']|'')*'|->|=|\?|[^\s"'?=]+\([^)]*\)|[^\s"'?=]+/g;

const tokensOf = (line: string): readonly Token[] =>
  [...line.matchAll(TOKEN)].map(match => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));

const unquoted = (text: string): string => text.replace(/^"(.*)"$/, "$1");

/** Parses a default: a number, a quoted text, true, false, null, or SQL. */
export const parseColumnDefault = (text: string): ColumnDefault => {
  const trimmed = text.trim();
  const quoted = /^'((?:[^']|'')*)'$/.exec(trimmed);
  if (quoted) return { kind: "value", value: (quoted[1] ?? "").replaceAll("''", "'") };
  if (/^[+-]?\d+(\.\d+)?$/.test(trimmed)) return { kind: "value", value: Number(trimmed) };
  if (/^(true|false)$/i.test(trimmed)) {
    return { kind: "value", value: trimmed.toLowerCase() === "true" };
  }
  if (/^null$/i.test(trimmed)) return { kind: "value", value: null };
  return { kind: "expression", text: trimmed };
};

/** The default in the form that {@link parseColumnDefault} reads. */
export const printColumnDefault = (given: ColumnDefault): string => {
  if (given.kind === "expression") return given.text;
  return typeof given.value === "string"
    ? `'${given.value.replaceAll("'", "''")}'`
    : String(given.value);
};

/** Reads the tokens after the name. */
class LineReader {
  readonly diagnostics: Diagnostic[] = [];
  readonly #tokens: readonly Token[];
  readonly #document: SchemaDocument;
  #next = 1;
  #typeWords: Token[] = [];
  #draft: ColumnDraft;

  constructor(tokens: readonly Token[], document: SchemaDocument) {
    this.#tokens = tokens;
    this.#document = document;
    this.#draft = {
      name: unquoted(tokens[0]?.text ?? ""),
      type: { kind: "text" },
      nullable: true,
      primaryKey: false,
      unique: false,
      default: null,
      reference: null,
    };
  }

  read(): ColumnDraft {
    for (let token = this.#take(); token; token = this.#take()) this.#readWord(token);
    this.#readType();
    return this.#draft;
  }

  #take(): Token | undefined {
    const token = this.#tokens[this.#next];
    this.#next += 1;
    return token;
  }

  #takeIf(word: string): boolean {
    const found = this.#tokens[this.#next]?.text.toLowerCase() === word;
    if (found) this.#next += 1;
    return found;
  }

  #set(part: Partial<ColumnDraft>): void {
    this.#draft = { ...this.#draft, ...part };
  }

  #readWord(token: Token): void {
    switch (token.text.toLowerCase()) {
      case "?":
      case "null":
        return this.#set({ nullable: true });
      case "not":
        this.#takeIf("null");
        return this.#set({ nullable: false });
      case "pk":
        return this.#set({ primaryKey: true });
      case "primary":
        this.#takeIf("key");
        return this.#set({ primaryKey: true });
      case "unique":
        return this.#set({ unique: true });
      case "=":
      case "default":
        return this.#readDefault(token);
      case "->":
      case "references":
        return this.#readReference(token);
      default:
        this.#typeWords.push(token);
    }
  }

  #readDefault(before: Token): void {
    const value = this.#take();
    if (value) return this.#set({ default: parseColumnDefault(value.text) });
    this.diagnostics.push(
      error("missing-default", `A value is missing after "${before.text}".`, { range: before }),
    );
  }

  #readReference(before: Token): void {
    const target = this.#take();
    if (!target) {
      this.diagnostics.push(
        error("missing-reference", `A table is missing after "${before.text}".`, { range: before }),
      );
      return;
    }
    const [, tableName = "", columnName] = /^([^.(]+)[.(]?([^)]*)\)?$/.exec(target.text) ?? [];
    const view = tableNamed(this.#document, tableName);
    const requested = columnName || undefined;
    const column =
      view && (requested ? columnNamed(view, requested) : this.#keyColumnOf(tableName));
    if (column) return this.#set({ reference: column });
    const names = view
      ? view.columns.map(candidate => candidate.name)
      : tableViews(this.#document).map(candidate => candidate.table.name);
    this.diagnostics.push(
      error("unknown-reference", `There is no ${view ? "column" : "table"} "${target.text}".`, {
        range: target,
        hint: didYouMean(view ? (requested ?? "") : tableName, names),
      }),
    );
  }

  #keyColumnOf(tableName: string): Column | undefined {
    const view = tableNamed(this.#document, tableName);
    return view?.columns.find(column => column.id === view.primaryKey?.columns[0]);
  }

  #readType(): void {
    const [first] = this.#typeWords;
    const last = this.#typeWords.at(-1);
    if (!first || !last) return this.#set({ type: this.#draft.reference?.type ?? this.#guess() });
    const text = this.#typeWords.map(token => token.text).join(" ");
    const type = parseColumnType(text, this.#document);
    this.#set({ type });
    if (isKnownType(type)) return;
    this.diagnostics.push(
      warning("unknown-type", `"${text}" is not a known type; it is kept as written.`, {
        range: { start: first.start, end: last.end },
      }),
    );
  }

  /** The default type: integer for keys, otherwise text. */
  #guess(): ColumnType {
    const { name, primaryKey } = this.#draft;
    const isKey = primaryKey || /(^|_)id$/i.test(name);
    return isKey ? { kind: "integer", bits: 32 } : { kind: "text" };
  }
}

/** Parses one line; the value is null without a name. */
export const parseColumnLine = (
  line: string,
  document: SchemaDocument,
): Report<ColumnDraft | null> => {
  const tokens = tokensOf(line);
  if (tokens.length === 0) {
    return report(null, [error("missing-name", "Type a name, then a type: title varchar(200).")]);
  }
  const reader = new LineReader(tokens, document);
  return report(reader.read(), reader.diagnostics);
};
