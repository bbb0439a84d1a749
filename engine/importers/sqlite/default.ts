/** Reads the default of a column as SQLite's catalogue writes it. */
import { type ColumnDefault, type ColumnType, parseColumnDefault } from "../../schema/index.ts";
import { nameOf, tokensOf } from "./tokens.ts";

const MOMENTS = /^current_(timestamp|date|time)$/i;
const TRUTHS = /^(true|false|null)$/i;

/** SQLite takes a lone name for a text. */
const loneName = (text: string): string | null => {
  const [token, ...others] = tokensOf(text);
  if (!token || others.length > 0 || (token.kind !== "word" && token.kind !== "quoted"))
    return null;
  if (token.kind === "word" && (MOMENTS.test(text) || TRUTHS.test(text))) return null;
  return nameOf(token);
};

/** No default is the same as NULL. Numbers that JavaScript would round stay as they were written. */
export const readDefault = (text: string, type: ColumnType): ColumnDefault | null => {
  const name = loneName(text);
  if (name !== null) return { kind: "value", value: name };
  const given = parseColumnDefault(text);
  if (given.kind === "expression") return given;
  const { value } = given;
  if (value === null) return null;
  if (typeof value !== "number") return given;
  if (type.kind === "boolean" && (value === 0 || value === 1)) {
    return { kind: "value", value: value === 1 };
  }
  const exact = !Number.isInteger(value) || Number.isSafeInteger(value);
  return exact ? given : { kind: "expression", text };
};
