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
import { isUsableName } from "./names.ts";
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

/** The end of a quoted text; a doubled quote is part of it. The end of the line if it is not closed. */
const endOfQuoted = (line: string, start: number): number => {
  const quote = line.charAt(start);
  let end = start + 1;
  while (end < line.length && (line[end] !== quote || line[end + 1] === quote)) {
    end += line[end] === quote ? 2 : 1;
  }
  return Math.min(end + 1, line.length);
};

/** The position after the matching parenthesis, by the position of the opening one. */
const closings = (line: string): ReadonlyMap<number, number> => {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const sign = line.charAt(at);
    if (sign === "(") open.push(at);
    if (sign === "'" || sign === '"') at = endOfQuoted(line, at) - 1;
    const start = sign === ")" ? open.pop() : undefined;
    if (start !== undefined) ends.set(start, at + 1);
  }
  return ends;
};

const isBoundary = (sign: string): boolean => /[\s"'?=]/.test(sign);

/** The end of a word, with what its parentheses contain: `decimal(10, 2)`. */
const endOfWord = (line: string, start: number, ends: ReadonlyMap<number, number>): number => {
  let end = start;
  while (end < line.length && !isBoundary(line.charAt(end))) end = ends.get(end) ?? end + 1;
  return end;
};

const tokensOf = (line: string): readonly Token[] => {
  const tokens: Token[] = [];
  const ends = closings(line);
  for (let start = 0; start < line.length; ) {
    const sign = line.charAt(start);
    let end = start + 1;
    if (sign === "'" || sign === '"') end = endOfQuoted(line, start);
    else if (line.startsWith("->", start)) end = start + 2;
    else if (!isBoundary(sign)) end = endOfWord(line, start, ends);
    if (sign.trim() !== "") tokens.push({ text: line.slice(start, end), start, end });
    start = end;
  }
  return tokens;
};

const unquoted = (text: string): string =>
  text.length > 1 && text.startsWith('"') && text.endsWith('"')
    ? text.slice(1, -1).replaceAll('""', '"')
    : text;

const CONSTANTS = /^(current_(timestamp|date|time|user)|local(time|timestamp)|session_user|user)$/i;
const NAME = /^[\p{L}_][\p{L}\p{N}_$]*$/u;

const isText = ({ kind }: ColumnType): boolean =>
  kind === "text" || kind === "varchar" || kind === "char" || kind === "enum" || kind === "other";

/**
 * Parses a default: a number, a quoted text, true, false, null, or SQL. In a column of text, a single word is a text
 * without quotes, and a number is a text, too.
 */
export const parseColumnDefault = (text: string, type?: ColumnType): ColumnDefault => {
  const trimmed = text.trim();
  if (trimmed.length > 1 && trimmed.startsWith("'") && endOfQuoted(trimmed, 0) === trimmed.length) {
    if (trimmed.endsWith("'")) {
      return { kind: "value", value: trimmed.slice(1, -1).replaceAll("''", "'") };
    }
  }
  const isWords = type !== undefined && isText(type) && type.kind !== "other";
  if (/^[+-]?\d+(\.\d+)?$/.test(trimmed)) {
    return { kind: "value", value: isWords ? trimmed : Number(trimmed) };
  }
  if (/^null$/i.test(trimmed)) return { kind: "value", value: null };
  if (/^(true|false)$/i.test(trimmed)) {
    return { kind: "value", value: trimmed.toLowerCase() === "true" };
  }
  if (type && isText(type) && NAME.test(trimmed) && !CONSTANTS.test(trimmed)) {
    return { kind: "value", value: trimmed };
  }
  return { kind: "expression", text: trimmed };
};

/** The default in the form that {@link parseColumnDefault} reads. */
export const printColumnDefault = (given: ColumnDefault): string => {
  if (given.kind === "expression") return given.text;
  return typeof given.value === "string"
    ? `'${given.value.replaceAll("'", "''")}'`
    : String(given.value);
};

/** `users`, `users.id` or `users(id)`. */
const referenceIn = (text: string): readonly [string, string | undefined] => {
  const end = text.search(/[.(]/);
  if (end < 0) return [text, undefined];
  const rest = text.slice(end + 1);
  const column = rest.endsWith(")") ? rest.slice(0, -1) : rest;
  return [text.slice(0, end), column || undefined];
};

/** Reads the tokens after the name. */
class LineReader {
  readonly diagnostics: Diagnostic[] = [];
  readonly #tokens: readonly Token[];
  readonly #document: SchemaDocument;
  #next = 1;
  #typeWords: Token[] = [];
  #defaultText: string | null = null;
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
    if (this.#defaultText !== null) {
      this.#set({ default: parseColumnDefault(this.#defaultText, this.#draft.type) });
    }
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
    if (value) {
      this.#defaultText = value.text;
      return;
    }
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
    const [tableName, requested] = referenceIn(target.text);
    const view = tableNamed(this.#document, tableName);
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
  if (!isUsableName(unquoted(tokens[0]?.text ?? ""))) {
    return report(null, [error("missing-name", "Type a name, then a type: title varchar(200).")]);
  }
  const reader = new LineReader(tokens, document);
  return report(reader.read(), reader.diagnostics);
};
