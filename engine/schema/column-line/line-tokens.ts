/** Takes the tokens of a line one by one, and collects diagnostics with their ranges. */
import { type Diagnostic, error, nearestName, type TextRange } from "../../base/index.ts";
import { rangeOf, type Token, type TokenKind } from "./tokens.ts";

export class LineTokens {
  readonly line: string;
  readonly #tokens: readonly Token[];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #rejected: Token[] = [];
  #next = 0;

  constructor(line: string, tokens: readonly Token[]) {
    this.line = line;
    this.#tokens = tokens;
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#next + ahead];
  }

  /** The next word in lower case; empty for another token. */
  word(ahead = 0): string {
    const token = this.peek(ahead);
    return token?.kind === "word" ? token.text.toLowerCase() : "";
  }

  take(): Token | undefined {
    const token = this.peek();
    this.#next += 1;
    return token;
  }

  /** Takes the next token if it is of this kind. */
  takeKind(kind: TokenKind): Token | undefined {
    return this.peek()?.kind === kind ? this.take() : undefined;
  }

  /** Takes these words if they are next. */
  takeWords(...words: readonly string[]): boolean {
    if (!words.every((word, ahead) => this.word(ahead) === word)) return false;
    this.#next += words.length;
    return true;
  }

  takeSign(sign: string): boolean {
    const token = this.peek();
    const isNext = token?.kind === "sign" && token.text === sign;
    if (isNext) this.#next += 1;
    return isNext;
  }

  /** Takes the token and those after it that have no space before them, such as a function with its arguments. */
  takeAdjacent(): readonly Token[] {
    const tokens: Token[] = [];
    for (let token = this.peek(); token; token = this.peek()) {
      const last = tokens.at(-1);
      if (last && (last.end !== token.start || token.kind === "sign")) break;
      tokens.push(token);
      this.#next += 1;
    }
    return tokens;
  }

  textOf(range: TextRange): string {
    return this.line.slice(range.start, range.end);
  }

  add(diagnostic: Diagnostic): void {
    this.#diagnostics.push(diagnostic);
  }

  fail(code: string, message: string, range: TextRange, hint?: string): void {
    const place = { start: range.start, end: range.end };
    this.add(error(code, message, hint ? { range: place, hint } : { range: place }));
  }

  /** Marks a token that has no meaning where it is. */
  reject(token: Token): void {
    this.#rejected.push(token);
  }

  /** The diagnostics in the order of the line, with one for each run of tokens without a meaning. */
  finish(): readonly Diagnostic[] {
    for (let token = this.take(); token; token = this.take()) this.reject(token);
    for (const run of runsOf(this.#rejected, this.line)) this.add(notUnderstood(run, this.line));
    return this.#diagnostics.toSorted((a, b) => (a.range?.start ?? 0) - (b.range?.start ?? 0));
  }
}

/** Tokens with nothing but whitespace between them. */
const runsOf = (tokens: readonly Token[], line: string): readonly (readonly Token[])[] => {
  const runs: Token[][] = [];
  for (const token of tokens) {
    const last = runs.at(-1)?.at(-1);
    const isNext = last !== undefined && line.slice(last.end, token.start).trim() === "";
    if (isNext) runs.at(-1)?.push(token);
    else runs.push([token]);
  }
  return runs;
};

/** The words that begin a clause, for a hint. */
const CLAUSE_WORDS =
  `not null pk primary unique default references on check collate comment identity autoincrement
  generated stored virtual index`.split(/\s+/);

/** The share of letters that may differ for a word to be a slip of another. */
const SLIP = 0.34;

const hintFor = ([first]: readonly Token[]): string => {
  const word = first?.kind === "word" ? nearestName(first.text, CLAUSE_WORDS, SLIP) : undefined;
  return word === undefined || word === first?.text
    ? "Separate lines describe separate columns; a text of several words needs quotes."
    : `Did you mean "${word}"?`;
};

/** In characters. */
const LONGEST_SHOWN = 40;

const notUnderstood = (run: readonly Token[], line: string): Diagnostic => {
  const range = rangeOf(run);
  const text = line.slice(range.start, range.end);
  const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  const broken = run.find(({ kind }) => kind === "broken");
  if (!broken) {
    const hint = hintFor(run);
    return error("not-understood", `"${shown}" is not understood here.`, { range, hint });
  }
  const what = /[()]/.test(broken.text.charAt(0)) ? "parenthesis" : "quote";
  return error("not-closed", `A ${what} is not closed: ${shown}`, { range });
};
