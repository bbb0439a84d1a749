/** What text can be asked. */
import type { TextRange } from "../../base/index.ts";
import type { ColumnType } from "../../schema/index.ts";
import { QueryError } from "../query-error.ts";
import { toParameter } from "../values.ts";
import { INTEGER, TEXT } from "./types.ts";
import { ValueMethods } from "./value.ts";

const LIKE_SPECIAL = /[\\%_]/g;

/** Text as a pattern that stands for itself; what is no text is refused where the pattern is. */
const asPattern = (before: string, text: string, behind: string): string =>
  typeof text === "string" ? `${before}${text.replaceAll(LIKE_SPECIAL, "\\$&")}${behind}` : text;

/** @throws QueryError `invalid-value` for a zero character, at which SQLite ends a pattern in silence */
const checkPattern = (pattern: string, range: TextRange | undefined): void => {
  if (typeof pattern !== "string") {
    throw new QueryError("type-mismatch", "A text is looked for with a text.", {
      range,
      hint: "For what another column holds, ask with indexOf(column).gt(0).",
    });
  }
  if (!pattern.includes("\0")) return;
  throw new QueryError("invalid-value", "A pattern cannot have a zero character.", {
    range,
    hint: "Compare with eq(), or ask for indexOf(text).gt(0).",
  });
};

/** What is text in SQLite and MySQL alone. */
const TEXT_ELSEWHERE: ReadonlySet<ColumnType["kind"]> = new Set([
  "enum",
  "uuid",
  "date",
  "time",
  "datetime",
]);

type Manner = { readonly negated?: boolean; readonly insensitive?: boolean };

export abstract class TextMethods extends ValueMethods {
  like(pattern: string): this {
    return this.likeness(pattern);
  }

  notLike(pattern: string): this {
    return this.likeness(pattern, { negated: true });
  }

  ilike(pattern: string): this {
    return this.likeness(pattern, { insensitive: true });
  }

  contains(text: string): this {
    return this.likeness(asPattern("%", text, "%"));
  }

  startsWith(text: string): this {
    return this.likeness(asPattern("", text, "%"));
  }

  endsWith(text: string): this {
    return this.likeness(asPattern("%", text, ""));
  }

  icontains(text: string): this {
    return this.likeness(asPattern("%", text, "%"), { insensitive: true });
  }

  istartsWith(text: string): this {
    return this.likeness(asPattern("", text, "%"), { insensitive: true });
  }

  iendsWith(text: string): this {
    return this.likeness(asPattern("%", text, ""), { insensitive: true });
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

  /** As in SQL, characters are counted from 1. */
  substring(start: unknown, length?: unknown): this {
    if (typeof start === "number" && start < 1) return this.refuseStart(start);
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

  /** The place of the first occurrence, counted from 1; 0 when there is none. */
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

  /** Before the first character, each database counts in its own way. */
  protected refuseStart(start: number): never {
    throw new QueryError("invalid-value", `There is no character ${start}: the first is 1.`, {
      range: this.callSites()?.expression,
      hint: "For the last two: name.substring(name.length().minus(1)).",
    });
  }

  /** Itself as text, where a database would not take it for one. */
  protected get asText(): this {
    return this.type && TEXT_ELSEWHERE.has(this.type.kind) ? this.cast("text") : this;
  }

  protected likeness(pattern: string, { negated = false, insensitive = false }: Manner = {}): this {
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
