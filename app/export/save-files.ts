/** Downloads an export: one file as it is, several as a zip archive. */
import { strToU8, zipSync } from "fflate";
import type { ExportedFile } from "../../engine/index.ts";
import { download, fileName } from "../project/index.ts";

const extensionOf = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

/** The files as an archive. The same files make the same bytes. */
export const zipFiles = (files: readonly ExportedFile[]): Uint8Array =>
  zipSync(Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)])), {
    mtime: "1980-01-01T00:00:00",
  });

export const saveFiles = (project: string, files: readonly ExportedFile[]): void => {
  const [first, second] = files;
  if (first === undefined) return;
  if (second === undefined) {
    const name = fileName(project, extensionOf(first.name));
    download({ name, content: first.text, type: "text/plain" });
    return;
  }
  const name = fileName(project, "zip");
  download({ name, content: zipFiles(files), type: "application/zip" });
};
