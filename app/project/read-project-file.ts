/** Reads a project file with its rows. */
import {
  type ProjectContent,
  parseProjectFile,
  type Report,
  report,
  warning,
} from "../../engine/index.ts";
import { fromBase64 } from "./base64.ts";
import { examineRows } from "./examine-rows.ts";

export type ReadFile = ProjectContent & { readonly rows: Uint8Array | null };

/** Parses a project file. Damaged rows are left out and reported; the file still has them. */
export const readProjectFile = (text: string): Report<ReadFile> => {
  const { value, diagnostics } = parseProjectFile(text);
  const { rows, reason } = readRows(value.rows);
  if (reason === null) return report({ ...value, rows }, diagnostics);
  const message = `The rows in this file cannot be read, so the tables are empty. ${reason}`;
  const hint = "Keep the file: the design is whole, and the rows may be repaired from it.";
  return report({ ...value, rows: null }, [
    warning("rows-damaged", message, { hint }),
    ...diagnostics,
  ]);
};

const readRows = (text: string | null) => {
  if (text === null) return { rows: null, reason: null };
  try {
    const { rows, damaged } = examineRows(fromBase64(text));
    return { rows, reason: damaged?.reason ?? null };
  } catch {
    return { rows: null, reason: "They are not valid base64." };
  }
};
