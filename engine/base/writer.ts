/** Builds a text and records which characters were written for which part of the source. */
import type { TextRange } from "./text-range.ts";

/** Connects a range of the output to the range of the source that it was written for. */
export type Span = TextRange & { readonly origin: TextRange };

export class Writer {
  #text = "";
  #indent = "";
  #lineStart = 0;
  readonly #spans: Span[] = [];

  get length(): number {
    return this.#text.length;
  }

  /** Writes text without line breaks. */
  write(text: string): this {
    this.#text += text;
    return this;
  }

  /** Writes a text of any number of lines. */
  lines(text: string): this {
    const lineEnd = text.lastIndexOf("\n");
    if (lineEnd >= 0) this.#lineStart = this.#text.length + lineEnd + 1;
    return this.write(text);
  }

  /** Starts a new line at the current indentation. */
  line(): this {
    this.#lineStart = this.#text.length + 1;
    this.#text += `\n${this.#indent}`;
    return this;
  }

  /** Runs `body` with every new line indented by `by`. */
  indented(body: () => void, by = "  "): this {
    const before = this.#indent;
    this.#indent += by;
    body();
    this.#indent = before;
    return this;
  }

  /** Runs `body` and connects what it writes to `origin`. */
  from(origin: TextRange | undefined, body: () => void): this {
    const start = this.#text.length;
    body();
    if (origin) this.since(start, origin);
    return this;
  }

  /** Connects the text from `start` to its end to `origin`. */
  since(start: number, origin: TextRange): void {
    this.#spans.push({ start, end: this.#text.length, origin });
  }

  /** Writes each item with `write`, and `separator` between them. */
  list<Item>(items: readonly Item[], write: (item: Item) => void, separator = ", "): this {
    items.forEach((item, index) => {
      if (index > 0) this.write(separator);
      write(item);
    });
    return this;
  }

  /** Like {@link list}, on as many lines as it takes for none to grow past `width` by more than one item. */
  flow<Item>(items: readonly Item[], write: (item: Item) => void, width = 80): this {
    return this.indented(() => {
      items.forEach((item, index) => {
        if (index > 0) this.write(",");
        if (index > 0 && this.#column >= width) this.line();
        else if (index > 0) this.write(" ");
        write(item);
      });
    });
  }

  get #column(): number {
    return this.#text.length - this.#lineStart;
  }

  finish(): { readonly text: string; readonly spans: readonly Span[] } {
    return { text: this.#text, spans: this.#spans };
  }
}
