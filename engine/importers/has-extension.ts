/** Detects a format by the extension of its files. */
import type { ImportSource } from "./importer.ts";

/** Whether the file name has one of these extensions. */
export const hasExtension = ({ name }: ImportSource, extensions: readonly string[]): boolean => {
  const extension = name?.toLowerCase().match(/\.([^.]+)$/)?.[1];
  return extension !== undefined && extensions.includes(extension);
};
