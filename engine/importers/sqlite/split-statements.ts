/** Splits a script into statements. A semicolon in the body of a trigger does not end it. */
import type { TextRange } from "../../base/index.ts";
import { eachToken, isSign, isWord, type Token } from "./tokens.ts";

export type SourceStatement = TextRange & {
  readonly text: string;
  /** The first tokens, which identify the kind of statement. */
  readonly head: readonly Token[];
};

const HEAD = 6;

const isTrigger = ([create, next, last]: readonly Token[]): boolean =>
  isWord(create, "CREATE") && isWord(isWord(next, "TEMP", "TEMPORARY") ? last : next, "TRIGGER");

/** The current statement. Scripts may be long, so only the first and last tokens are kept. */
class OpenStatement {
  readonly head: Token[] = [];
  #last: Token | undefined;
  #beforeLast: Token | undefined;

  add(token: Token): void {
    if (this.head.length < HEAD) this.head.push(token);
    this.#beforeLast = this.#last;
    this.#last = token;
  }

  /** As in SQLite, a trigger ends with `; END`. */
  get isComplete(): boolean {
    return !isTrigger(this.head) || (isWord(this.#last, "END") && isSign(this.#beforeLast, ";"));
  }

  finish(source: string): SourceStatement | null {
    const [first] = this.head;
    if (!first || !this.#last) return null;
    const range = { start: first.start, end: this.#last.end };
    return { ...range, text: source.slice(range.start, range.end), head: this.head };
  }
}

/** The statements of a script in order, without semicolons and surrounding comments. */
export function* splitStatements(source: string): Generator<SourceStatement> {
  let open = new OpenStatement();
  for (const token of eachToken(source)) {
    if (!isSign(token, ";") || !open.isComplete) {
      open.add(token);
      continue;
    }
    const statement = open.finish(source);
    if (statement) yield statement;
    open = new OpenStatement();
  }
  const statement = open.finish(source);
  if (statement) yield statement;
}
