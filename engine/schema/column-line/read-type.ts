/** Reads a type: in a line, and alone. */
import { didYouMean, error, nearestName, type Report, report, warning } from "../../base/index.ts";
import {
  isKnownType,
  isTypeName,
  otherTypeNames,
  parseColumnType,
  typeNames,
} from "../column-type.ts";
import type { ColumnType, SchemaDocument } from "../records.ts";
import { recordsOf } from "../views.ts";
import type { LineTokens } from "./line-tokens.ts";
import { itemsOf, meaningOf, rangeOf, type Token, tokensOf } from "./tokens.ts";

/** `timestamp (3) with time zone` has five tokens. */
const LONGEST_TYPE = 6;

/** One word, perhaps with arguments and brackets: what any database could accept as a type. */
const LIKE_A_TYPE = /^(?<name>[\p{L}_][\p{L}\p{N}_$.]*)\s*(?<list>\(.*\))?(\[\d*\])*$/su;

/** The share of letters that may differ for a type to be a slip of another. */
const SLIP = 0.34;

/** What is wrong with an unknown type: an error for a slip and for what is no type, otherwise a warning. */
const faultOf = (text: string, document: SchemaDocument) => {
  const { name, list } = LIKE_A_TYPE.exec(text)?.groups ?? {};
  if (name === undefined || (list !== undefined && isTypeName(name))) {
    const hint = "Type a name, such as varchar(100).";
    return error("bad-type", `"${text}" is not a type.`, { hint });
  }
  if (otherTypeNames.has(name.toLowerCase())) return null;
  const names = [...typeNames, ...recordsOf(document, "enum").map(each => each.name)];
  if (!isTypeName(name) && nearestName(name, names, SLIP) !== undefined) {
    const hint = `${didYouMean(name, names)} To keep it as written, put it in double quotes.`;
    return error("unknown-type", `There is no type "${name}".`, { hint });
  }
  return warning("unknown-type", `"${text}" is not a known type; it is kept as written.`);
};

/** The type of a text in a field; null if it is none. A type in double quotes is kept as written. */
export const checkColumnType = (
  text: string,
  document: SchemaDocument,
): Report<ColumnType | null> => {
  const written = text.trim();
  if (written === "") {
    const hint = "Type a name, such as varchar(100).";
    return report(null, [error("missing-type", "A column needs a type.", { hint })]);
  }
  const tokens = tokensOf(written);
  const [first, second] = tokens;
  const quoted = first && !second && first.kind === "name" ? meaningOf(first) : null;
  const type = parseColumnType(quoted ?? written, document);
  if (quoted !== null || isKnownType(type)) return report(type);
  const fault = faultOf(written, document);
  if (fault === null) return report(type);
  return report(fault.severity === "error" ? null : type, [fault]);
};

/** The longest known type at the start of the tokens, as a number of tokens. */
const knownLength = (tokens: LineTokens, document: SchemaDocument): number => {
  let known = 0;
  const taken: Token[] = [];
  for (let ahead = 0; ahead < LONGEST_TYPE; ahead += 1) {
    const token = tokens.peek(ahead);
    if (token?.kind !== "word" && token?.kind !== "group") break;
    taken.push(token);
    const text = tokens.textOf(rangeOf(taken));
    if (isKnownType(parseColumnType(text, document))) known = ahead + 1;
  }
  return known;
};

export type TypeReading = {
  readonly type: ColumnType;
  readonly enumValues: readonly string[] | null;
};

const plain = (type: ColumnType): TypeReading => ({ type, enumValues: null });

/** Takes a type whose first token is next. */
export const takeType = (tokens: LineTokens, document: SchemaDocument): TypeReading | null => {
  const first = tokens.peek();
  if (first?.kind === "name") {
    tokens.take();
    return plain(parseColumnType(meaningOf(first), document));
  }
  if (tokens.word() === "enum" && tokens.peek(1)?.kind === "group") {
    tokens.take();
    return takeEnum(tokens, document);
  }
  const length = knownLength(tokens, document) || (tokens.peek(1)?.kind === "group" ? 2 : 1);
  const taken = Array.from({ length }, () => tokens.take()).filter(token => token !== undefined);
  const range = rangeOf(taken);
  const text = tokens.textOf(range);
  const type = parseColumnType(text, document);
  if (isKnownType(type)) return plain(type);
  const fault = faultOf(text, document);
  if (fault) tokens.add({ ...fault, range });
  return plain(type);
};

/** An existing enum with the same values is used again. */
const takeEnum = (tokens: LineTokens, document: SchemaDocument): TypeReading | null => {
  const group = tokens.take();
  if (!group) return null;
  const items = itemsOf(group);
  const values = items.map(item =>
    item.length === 1 && item[0] ? meaningOf(item[0]) : tokens.textOf(rangeOf(item)),
  );
  const isEmpty = items.some(item => item.length === 0);
  const broken = items.some(item =>
    item.some(({ kind }) => kind === "broken" || kind === "group" || kind === "sign"),
  );
  if (isEmpty || broken || new Set(values).size < values.length) {
    const message = isEmpty
      ? "A value of the enum is missing."
      : "The values of the enum are not distinct names.";
    tokens.fail("bad-enum", message, group, "Write enum(draft, live).");
    return null;
  }
  const same = recordsOf(document, "enum").find(
    each =>
      each.values.length === values.length &&
      each.values.every((value, at) => value === values[at]),
  );
  return same
    ? plain({ kind: "enum", enum: same.id })
    : { type: { kind: "text" }, enumValues: values };
};
