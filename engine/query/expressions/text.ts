/** The methods of text. */
import type { TextRange } from "../../base/index.ts";
import type { ColumnType } from "../../schema/index.ts";
import { QueryError } from "../query-error.ts";
import { toParameter } from "../values.ts";
import { INTEGER, TEXT } from "./types.ts";
import { ValueMethods } from "./value.ts";

const LIKE_SPECIAL = /[\\%_]/g;

/** A pattern that matches the text literally. {@link checkPattern} rejects anything but text. */
const asPattern = (before: string, text: string, after: string): string =>
  typeof text === "string" ? `${before}${text.replaceAll(LIKE_SPECIAL, "\\$&")}${after}` : text;

/** @throws QueryError `invalid-value` for a zero character, which would end the pattern in SQLite */
const checkPattern = (pattern: string, range: TextRange | undefined): void => {
  if (typeof pattern !== "string") {
    throw new QueryError("type-mismatch", "A pattern must be a string.", {
      range,
      hint: "To search for the value of another column, use indexOf(column).gt(0).",
    });
  }
  if (!pattern.includes("\0")) return;
  throw new QueryError("invalid-value", "A pattern cannot contain a zero character.", {
    range,
    hint: "Use eq(), or indexOf(text).gt(0).",
  });
};

/** Types that are text in SQLite and MySQL but not in PostgreSQL. */
const TEXT_IN_SOME: ReadonlySet<ColumnType["kind"]> = new Set([
  "enum",
  "uuid",
  "date",
  "time",
  "datetime",
]);

type LikeOptions = { readonly negated?: boolean; readonly insensitive?: boolean };

export abstract class TextMethods extends ValueMethods {
  like(pattern: string): this {
    return this.likeNode(pattern);
  }

  notLike(pattern: string): this {
    return this.likeNode(pattern, { negated: true });
  }

  ilike(pattern: string): this {
    return this.likeNode(pattern, { insensitive: true });
  }

  contains(text: string): this {
    return this.likeNode(asPattern("%", text, "%"));
  }

  startsWith(text: string): this {
    return this.likeNode(asPattern("", text, "%"));
  }

  endsWith(text: string): this {
    return this.likeNode(asPattern("%", text, ""));
  }

  icontains(text: string): this {
    return this.likeNode(asPattern("%", text, "%"), { insensitive: true });
  }

  istartsWith(text: string): this {
    return this.likeNode(asPattern("", text, "%"), { insensitive: true });
  }

  iendsWith(text: string): this {
    return this.likeNode(asPattern("%", text, ""), { insensitive: true });
  }

  lower(): this {
    return this.asText.call("lower", TEXT);
  }

  upper(): this {
    return this.asText.call("upper", TEXT);
  }

  trim(): this {
    return this.asText.call("trim", TEXT);
  }

  trimStart(): this {
    return this.asText.call("ltrim", TEXT);
  }

  trimEnd(): this {
    return this.asText.call("rtrim", TEXT);
  }

  length(): this {
    return this.asText.call("length", INTEGER);
  }

  replace(search: unknown, replacement: unknown): this {
    return this.asText.call("replace", TEXT, search, replacement);
  }

  substring(start: unknown, length?: unknown): this {
    if (typeof start === "number" && start < 1) return this.rejectStart(start);
    if (typeof length === "number" && length < 0) return this.rejectLength(length);
    const others = length === undefined ? [start] : [start, length];
    return this.make(
      origin => ({
        kind: "call",
        name: "substr",
        arguments: [this.asText.node, ...others.map(other => this.operand(other, origin, INTEGER))],
        distinct: false,
        filter: null,
        origin,
      }),
      TEXT,
    );
  }

  indexOf(text: unknown): this {
    return this.make(
      origin => ({
        kind: "call",
        name: "strpos",
        arguments: [this.asText.node, this.operand(text, origin, TEXT)],
        distinct: false,
        filter: null,
        origin,
      }),
      INTEGER,
    );
  }

  concat(...others: readonly unknown[]): this {
    return this.make(
      origin => ({
        kind: "concat",
        operands: [this.node, ...others.map(other => this.operand(other, origin, TEXT))],
        origin,
      }),
      TEXT,
    );
  }

  left(count: unknown): this {
    return this.textCall("substr", 1, this.counted(count));
  }

  right(count: unknown): this {
    return this.textCall("right", this.counted(count));
  }

  repeat(count: unknown): this {
    return this.textCall("repeat", this.counted(count));
  }

  lpad(length: unknown, fill = " "): this {
    return this.textCall("lpad", this.counted(length), this.filling(fill));
  }

  rpad(length: unknown, fill = " "): this {
    return this.textCall("rpad", this.counted(length), this.filling(fill));
  }

  /** A function of this text; its other arguments are numbers and texts. */
  protected textCall(name: string, ...others: readonly unknown[]): this {
    return this.make(
      origin => ({
        kind: "call",
        name,
        arguments: [
          this.asText.node,
          ...others.map(other =>
            this.operand(other, origin, typeof other === "string" ? TEXT : INTEGER),
          ),
        ],
        distinct: false,
        filter: null,
        origin,
      }),
      TEXT,
    );
  }

  /** @throws QueryError `invalid-value` for a negative number, of which databases make different texts */
  protected counted(count: unknown): unknown {
    if (typeof count !== "number" || (count >= 0 && Number.isInteger(count))) return count;
    throw new QueryError("invalid-value", `${count} is not a number of characters.`, {
      range: this.callSites()?.expression,
      hint: "Use a whole number of at least 0.",
    });
  }

  /** @throws QueryError `invalid-value` for anything but a text to fill with */
  protected filling(fill: unknown): unknown {
    if (typeof fill === "string" && fill !== "") return fill;
    throw new QueryError("invalid-value", "A text is filled with a text that is not empty.", {
      range: this.callSites()?.expression,
      hint: 'Leave it out for spaces, or pass characters: lpad(5, "0").',
    });
  }

  /** Databases disagree about positions before the first character. */
  protected rejectStart(start: number): never {
    throw new QueryError(
      "invalid-value",
      `substring() cannot start at ${start}: the first character is 1.`,
      {
        range: this.callSites()?.expression,
        hint: "For the last two characters, write name.substring(name.length().minus(1)).",
      },
    );
  }

  /** Databases disagree: SQLite returns the characters before the start, MySQL none, and PostgreSQL rejects it. */
  protected rejectLength(length: number): never {
    throw new QueryError("invalid-value", `substring() cannot take ${length} characters.`, {
      range: this.callSites()?.expression,
      hint: "The second argument is the number of characters, at least 0.",
    });
  }

  /** This expression, cast to text if some databases need it. */
  protected get asText(): this {
    return this.type && TEXT_IN_SOME.has(this.type.kind) ? this.cast("text") : this;
  }

  protected likeNode(
    pattern: string,
    { negated = false, insensitive = false }: LikeOptions = {},
  ): this {
    return this.condition(origin => {
      checkPattern(pattern, origin);
      return {
        kind: "like",
        operand: this.asText.node,
        pattern: { kind: "value", value: toParameter(pattern), origin },
        negated,
        insensitive,
        origin,
      };
    });
  }
}
