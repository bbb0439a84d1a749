/** Reads a file or a pasted text into a source for the importers. */
import { type ImportSource, isProjectFile } from "../../engine/index.ts";
import type { Incoming } from "../state/index.ts";
import { isZipFile } from "./files/collect-files.ts";

const MAX_BYTES = 256 * 1024 * 1024;
const INSPECTED_BYTES = 8_192;

/** Text has no NUL near its beginning. */
const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, INSPECTED_BYTES).includes(0);

/** The text or the only file of an input; null for Python files, folders and archives. */
export const singleInput = async (input: Incoming): Promise<File | string | null> => {
  if (typeof input === "string") return input;
  const [file, ...more] = input;
  if (!(file instanceof File) || more.length > 0 || /\.py$/.test(file.name)) return null;
  return (await isZipFile(file)) ? null : file;
};

/** The project file in an input; null for another format. */
export const projectFileOf = async (input: File | string): Promise<Blob | null> => {
  const [file, name] = typeof input === "string" ? [new Blob([input]), null] : [input, input.name];
  const beginning = await file.slice(0, INSPECTED_BYTES).text();
  return isProjectFile({ name, text: beginning }) ? file : null;
};

/** @throws Error with a message for the user when the file is too large. */
export const readSource = async (input: File | string): Promise<ImportSource> => {
  if (typeof input === "string") return { name: null, bytes: null, text: input };
  if (input.size > MAX_BYTES) {
    throw new Error("The file is larger than 256 MB, which is the limit for a browser tab.");
  }
  const bytes = new Uint8Array(await input.arrayBuffer());
  const text = isBinary(bytes) ? null : new TextDecoder().decode(bytes);
  return { name: input.name, bytes, text };
};

/** The file name without its extension, as the name of a project. */
export const projectNameOf = (name: string | null): string =>
  name?.replace(/\.[^.]+$/, "") ?? "Pasted text";
