/** Cuts a script into statements. A semicolon within a trigger's body does not end it. */
import type { TextRange } from "../../base/index.ts";
import { eachToken, isSign, isWord, type Token } from "./tokens.ts";

export type SourceStatement = TextRange & {
  readonly text: string;
  /** Its first words, enough to tell what it is. */
  readonly head: readonly Token[];
};

const HEAD = 6;

const isTrigger = ([create, next, last]: readonly Token[]): boolean =>
  isWord(create, "CREATE") && isWord(isWord(next, "TEMP", "TEMPORARY") ? last : next, "TRIGGER");

/** The statement that is being read. Scripts may be long: only its ends are kept. */
class OpenStatement {
  readonly head: Token[] = [];
  #last: Token | undefined;
  #beforeLast: Token | undefined;

  add(token: Token): void {
    if (this.head.length < HEAD) this.head.push(token);
    this.#beforeLast = this.#last;
    this.#last = token;
  }

  /** A trigger ends with `; END`, as SQLite itself sees it. */
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

/** The statements of a script in order, without their semicolons and the comments around them. */
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
