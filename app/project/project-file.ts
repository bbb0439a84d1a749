/** Project files with their rows, which may be larger than a text can be. */
import {
  type ProjectContent,
  parseProjectFile,
  printAroundRows,
  type Report,
  ROWS_LINE,
  report,
  warning,
} from "../../engine/index.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { examineRows } from "./examine-rows.ts";

export type ProjectWithRows = ProjectContent & { readonly rows: Uint8Array | null };

const MEGABYTE = 1024 * 1024;
/** A tab of a browser has no memory for more. */
const MAX_ROWS_BYTES = 256 * MEGABYTE;
/** A file whose rows are not on a separate line is read as one text. */
const MAX_TEXT_BYTES = 256 * MEGABYTE;
const WINDOW_BYTES = MEGABYTE;

/** @throws Error with a message for the user when the rows are too large. */
export const printProject = ({ rows, ...content }: ProjectWithRows): Blob => {
  if (rows && rows.length > MAX_ROWS_BYTES) {
    const size = Math.ceil(rows.length / MEGABYTE);
    throw new Error(
      `The rows have ${size} MB, and a project file holds 256 MB. Save as a SQLite database instead.`,
    );
  }
  const { before, after } = printAroundRows(content);
  const printed = rows === null ? ["null"] : ['"', ...toBase64(rows), '"'];
  return new Blob([before, ...printed, after], { type: "application/json" });
};

/** What is stored of a project, valid or not: one line for the content, and one for the rows. */
export const printStored = (content: unknown, rows: unknown): Blob => {
  const printed =
    rows instanceof Uint8Array ? ['"', ...toBase64(rows), '"'] : [JSON.stringify(rows ?? null)];
  return new Blob([JSON.stringify({ content: content ?? null }), '\n{"rows":', ...printed, "}\n"]);
};

/**
 * Reads a project file. Damaged rows are left out and reported; the file still has them.
 * @throws Error with a message for the user when the file is too large.
 */
export const readProject = async (file: Blob): Promise<Report<ProjectWithRows>> => {
  const { text, rows: base64 } = await splitFile(file);
  const { value, diagnostics } = parseProjectFile(text);
  const { rows, reason } = await readRows(base64 ?? value.rows);
  if (reason === null) return report({ ...value, rows }, diagnostics);
  const message = `The rows in this file cannot be read, so the tables are empty. ${reason}`;
  const hint = "Keep the file: the design is whole, and the rows may be repaired from it.";
  const problem = warning("rows-damaged", message, { hint });
  return report({ ...value, rows: null }, [problem, ...diagnostics]);
};

const readRows = async (base64: Blob | string | null) => {
  if (base64 === null) return { rows: null, reason: null };
  try {
    const { rows, damaged } = examineRows(await fromBase64(new Blob([base64])));
    return { rows, reason: damaged?.reason ?? null };
  } catch {
    return { rows: null, reason: "They are not valid base64." };
  }
};

type SplitFile = {
  /** The text, without rows if they are apart. */
  readonly text: string;
  readonly rows: Blob | null;
};

/** Takes the rows out of a file if they are on the last line, as in printed files. */
const splitFile = async (file: Blob): Promise<SplitFile> => {
  const start = await placeOf(`${ROWS_LINE}"`, file);
  const length = start === null ? null : await placeOf('"', file.slice(start));
  if (start !== null && length !== null) {
    const end = start + length - 1;
    const after = await file.slice(end + 1, end + WINDOW_BYTES).text();
    if (after.trim() === "}") {
      if (end - start > (MAX_ROWS_BYTES / 3) * 4) {
        throw new Error("The rows are larger than 256 MB, which is the limit for a browser tab.");
      }
      const before = await file.slice(0, start - 1).text();
      return { text: `${before}null${after}`, rows: file.slice(start, end) };
    }
  }
  if (file.size > MAX_TEXT_BYTES) {
    throw new Error("The file is larger than 256 MB, which is the limit for a browser tab.");
  }
  return { text: await file.text(), rows: null };
};

/** The place behind the first occurrence of a text of ASCII letters, in bytes. */
const placeOf = async (searched: string, file: Blob): Promise<number | null> => {
  const decoder = new TextDecoder("latin1");
  for (let start = 0; start < file.size; start += WINDOW_BYTES) {
    const window = file.slice(start, start + WINDOW_BYTES + searched.length);
    const at = decoder.decode(await window.arrayBuffer()).indexOf(searched);
    if (at >= 0) return start + at + searched.length;
  }
  return null;
};
