/** Lays out calls and tuples the way Python's formatters do. */
import { joinPrinted, type PrintedText, type RecordOrigin } from "../../base/index.ts";

/** The maximum length of a line. */
export const LINE_LENGTH = 88;

/** Whether a line fits; a line nested deeper than a class body is followed by a comma. */
const fits = (indent: string, line: string): boolean =>
  indent.length + line.length + (indent.length > 4 ? 1 : 0) <= LINE_LENGTH && !line.includes("\n");

/** A call on one line, on three, or with one argument a line: the first that fits. */
export const layoutCall = (head: string, parts: readonly string[], indent: string): string => {
  const line = `${head}(${parts.join(", ")})`;
  if (fits(indent, line)) return line;
  const inner = `${indent}    `;
  const joined = parts.join(", ");
  if (inner.length + joined.length <= LINE_LENGTH && !joined.includes("\n")) {
    return `${head}(\n${inner}${joined}\n${indent})`;
  }
  const comma = parts.length === 1 ? "" : ",";
  return `${head}(\n${parts.map(part => `${inner}${part}${comma}\n`).join("")}${indent})`;
};

type Part = string | PrintedText<RecordOrigin>;

/** A tuple on one line if it fits after `head`, otherwise with one part a line. */
export const layoutTuple = (
  head: string,
  parts: readonly Part[],
  indent: string,
): PrintedText<RecordOrigin> => {
  const comma = parts.length === 1 ? "," : "";
  const line = joinPrinted([`${head}(`, joinPrinted(parts, ", "), `${comma})`]);
  if (fits(indent, line.text)) return line;
  const inner = `${indent}    `;
  const lines = parts.map(part => joinPrinted([inner, part, ",\n"]));
  return joinPrinted([`${head}(\n`, ...lines, `${indent})`]);
};
