/** Parses the default of a column in SQLite's catalogue. */
import { type ColumnDefault, type ColumnType, parseColumnDefault } from "../../schema/index.ts";
import type { CatalogueColumn } from "./catalogue.ts";
import { nameOf, tokensOf } from "./tokens.ts";

const MOMENTS = /^current_(timestamp|date|time)$/i;
const TRUTHS = /^(true|false|null)$/i;

/** The name if the default is a single name, which SQLite reads as a string. */
const loneName = (text: string): string | null => {
  const [token, ...others] = tokensOf(text);
  if (!token || others.length > 0 || (token.kind !== "word" && token.kind !== "quoted"))
    return null;
  if (token.kind === "word" && (MOMENTS.test(text) || TRUTHS.test(text))) return null;
  return nameOf(token);
};

const isText = ({ kind }: ColumnType): boolean =>
  kind === "text" || kind === "varchar" || kind === "char" || kind === "enum";

const isNumber = ({ kind }: ColumnType): boolean =>
  kind === "integer" || kind === "decimal" || kind === "float";

/** Digits in base 16 are a number in SQLite alone. */
const hexadecimal = (text: string): number | null =>
  /^[-+]?0x[0-9a-f]+$/i.test(text)
    ? Number(text.replace(/^[-+]/, "")) * (text.startsWith("-") ? -1 : 1)
    : null;

/**
 * The default, or null for NULL. A number stays as it is written where JavaScript would round it, or where the column
 * stores `1.0` and `1` as different values.
 */
export const readDefault = (
  { default: text, defaultAsText }: Pick<CatalogueColumn, "default" | "defaultAsText">,
  type: ColumnType,
): ColumnDefault | null => {
  if (text === null) return null;
  if (isText(type) && defaultAsText !== null) return { kind: "value", value: defaultAsText };
  const name = loneName(text);
  if (name !== null) return { kind: "value", value: name };
  const number = isNumber(type) ? hexadecimal(text) : null;
  const parsed: ColumnDefault =
    number === null ? parseColumnDefault(text) : { kind: "value", value: number };
  if (parsed.kind === "expression") return parsed;
  const { value } = parsed;
  if (value === null) return null;
  if (typeof value !== "number") return parsed;
  if (type.kind === "boolean" && (value === 0 || value === 1)) {
    return { kind: "value", value: value === 1 };
  }
  const isExact = !Number.isInteger(value) || Number.isSafeInteger(value);
  const isWritten = isNumber(type) || String(value) === text;
  return isExact && isWritten ? parsed : { kind: "expression", text };
};
