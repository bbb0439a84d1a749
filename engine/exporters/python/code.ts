/**
 * Python code as a tree, laid out as Python's formatters do: on one line if that fits, otherwise with one item a line,
 * each followed by a comma. The comma keeps black and ruff from joining the lines again.
 */
import { joinPrinted, type PrintedText, printedFrom, type RecordOrigin } from "../../base/index.ts";
import { literal } from "./syntax.ts";

type Brackets = {
  readonly open: string;
  readonly items: readonly Code[];
  readonly close: string;
  /** Whether a single item on one line is followed by a comma, as in a tuple. */
  readonly commaAfterOne: boolean;
  /** Whether the last of several lines ends with a comma; not in a subscript. */
  readonly commaAtEnd: boolean;
  /** Whether one line needs no brackets. */
  readonly onlyIfBroken: boolean;
};

/** A string literal of several pieces, each on a line if one line is too short for all. */
type Pieces = { readonly pieces: readonly string[] };

/** Code that is printed from a record. */
type Traced = { readonly record: string; readonly code: Code };

/** Text, a literal, brackets with items, or a sequence of these without anything between them. */
export type Code = string | Brackets | Pieces | Traced | readonly Code[];

type Printed = PrintedText<RecordOrigin>;

/** The maximum length of a line. */
export const LINE_LENGTH = 88;

const brackets = (
  open: string,
  items: readonly Code[],
  close: string,
  { commaAfterOne = false, commaAtEnd = true, onlyIfBroken = false } = {},
): Brackets => ({ open, items, close, commaAfterOne, commaAtEnd, onlyIfBroken });

/** `head(item, item)` */
export const call = (head: string, items: readonly Code[]): Code => [
  head,
  brackets("(", items, ")"),
];

/** `(item, item)`, or `(item,)` */
export const tuple = (items: readonly Code[]): Code =>
  brackets("(", items, ")", { commaAfterOne: true });

/** `[item, item]` */
export const list = (items: readonly Code[]): Code => brackets("[", items, "]");

/** `head[item]` */
export const subscript = (head: string, item: Code): Code => [
  head,
  brackets("[", [item], "]", { commaAtEnd: false }),
];

/** `name: annotation`; on several lines, the annotation is within its brackets or within parentheses. */
export const annotated = (name: string, annotation: string): Code => {
  const [, head, inner = annotation] = annotation.match(/^([\w.]+)\[(.+)\]$/s) ?? [];
  const options = { commaAtEnd: false, onlyIfBroken: true };
  if (head !== undefined) return [`${name}: `, subscript(head, inner)];
  const isUnion = annotation.includes(" | ");
  return [`${name}: `, isUnion ? brackets("(", [annotation], ")", options) : annotation];
};

/** `{key: value}` */
export const dictionary = (entries: readonly (readonly [key: Code, value: Code])[]): Code =>
  brackets(
    "{",
    entries.map(([key, value]) => [key, ": ", value]),
    "}",
  );

/** `name=value`, an argument. */
export const named = (name: string, value: Code): Code => [`${name}=`, value];

/** A string literal of the joined pieces. */
export const longLiteral = (pieces: readonly string[]): Code => ({ pieces });

/** Ties code to the record that it is printed from. */
export const traced = (record: string, code: Code): Code => ({ record, code });

const isSequence = (code: Code): code is readonly Code[] => Array.isArray(code);

const flat = (code: Code): Printed => {
  if (typeof code === "string") return { text: code, spans: [] };
  if (isSequence(code)) return joinPrinted(code.map(flat));
  if ("record" in code) return printedFrom(code.record, flat(code.code));
  if ("pieces" in code) return { text: literal(code.pieces.join("")), spans: [] };
  const { open, items, close, commaAfterOne, onlyIfBroken } = code;
  if (onlyIfBroken) return joinPrinted(items.map(flat));
  const comma = commaAfterOne && items.length === 1 ? "," : "";
  return joinPrinted([open, joinPrinted(items.map(flat), ", "), comma + close]);
};

/** The code on one line. */
export const inline = (code: Code): string => flat(code).text;

const canBreak = (code: Code): boolean => {
  if (typeof code === "string") return false;
  if (isSequence(code)) return code.some(canBreak);
  if ("pieces" in code) return code.pieces.length > 1;
  return "record" in code ? canBreak(code.code) : code.items.length > 0;
};

/** The place of code: the indentation of its line, the text before it there, and the number of characters after it. */
type Place = { readonly indent: string; readonly before: number; readonly after: number };

const broken = (code: Code, place: Place): Printed => {
  if (typeof code === "string") return flat(code);
  if (isSequence(code)) return brokenSequence(code, place);
  if ("record" in code) return printedFrom(code.record, broken(code.code, place));
  if ("pieces" in code) {
    return { text: code.pieces.map(literal).join(`\n${place.indent}`), spans: [] };
  }
  const inner = `${place.indent}    `;
  const { length } = code.items;
  const lines = code.items.map((item, at) => {
    const comma = code.commaAtEnd || at < length - 1 ? "," : "";
    const place = { indent: inner, before: inner.length, after: comma.length };
    return joinPrinted([inner, layoutAt(item, place), `${comma}\n`]);
  });
  return joinPrinted([`${code.open}\n`, ...lines, place.indent + code.close]);
};

/** Breaks the last brackets of a sequence. */
const brokenSequence = (pieces: readonly Code[], { indent, before, after }: Place): Printed => {
  const last = pieces.findLastIndex(canBreak);
  const head = joinPrinted(pieces.slice(0, last).map(flat));
  const tail = joinPrinted(pieces.slice(last + 1).map(flat));
  const middle = broken(pieces[last] ?? "", {
    indent,
    before: before + head.text.length,
    after: after + tail.text.length,
  });
  return joinPrinted([head, middle, tail]);
};

const layoutAt = (code: Code, place: Place): Printed => {
  const line = flat(code);
  const fits = place.before + line.text.length + place.after <= LINE_LENGTH;
  return (fits && !line.text.includes("\n")) || !canBreak(code) ? line : broken(code, place);
};

/** Lays out a statement, without the indentation of its first line. */
export const layout = (code: Code, indent = ""): Printed =>
  layoutAt(code, { indent, before: indent.length, after: 0 });

const firstLine = ({ text }: Printed): number => text.split("\n", 1)[0]?.length ?? 0;

/**
 * `target = value`. A value that does not fit behind its target is written below it, within parentheses; before that, a
 * target that fills the line is broken, if it can be.
 */
export const assignment = (target: Code, value: Code, indent = ""): Printed => {
  const head = flat(target);
  const statement = layout([`${head.text} = `, value], indent);
  if (indent.length + firstLine(statement) <= LINE_LENGTH) return statement;
  const opening = `${head.text} = (`;
  if (indent.length + opening.length > LINE_LENGTH) {
    return canBreak(target) ? brokenAssignment(target, value, indent) : statement;
  }
  const inner = `${indent}    `;
  const below = layout(value, inner);
  // Parentheses around a text do not help if it is too long for a line alone, either.
  if (inner.length + firstLine(below) > LINE_LENGTH) return statement;
  return joinPrinted([`${opening}\n${inner}`, below, `\n${indent})`]);
};

const brokenAssignment = (target: Code, value: Code, indent: string): Printed => {
  const head = broken(target, { indent, before: indent.length, after: " = ".length });
  const before = `${indent}] = `.length;
  return joinPrinted([head, " = ", layoutAt(value, { indent, before, after: 0 })]);
};
