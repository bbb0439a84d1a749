/** Parses the default of a column in SQLite's catalogue. */
import { type ColumnDefault, type ColumnType, parseColumnDefault } from "../../schema/index.ts";
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

/** The default, or null for NULL. Numbers that JavaScript would round are kept as text. */
export const readDefault = (text: string, type: ColumnType): ColumnDefault | null => {
  const name = loneName(text);
  if (name !== null) return { kind: "value", value: name };
  const parsed = parseColumnDefault(text);
  if (parsed.kind === "expression") return parsed;
  const { value } = parsed;
  if (value === null) return null;
  if (typeof value !== "number") return parsed;
  if (type.kind === "boolean" && (value === 0 || value === 1)) {
    return { kind: "value", value: value === 1 };
  }
  const exact = !Number.isInteger(value) || Number.isSafeInteger(value);
  return exact ? parsed : { kind: "expression", text };
};
