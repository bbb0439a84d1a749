/** Designs of real schemas: the samples of the app, and a collection outside the repository, where it is available. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { type ImportSource, sqliteFile, sqliteSql } from "../../importers/index.ts";
import type { SchemaDocument } from "../../schema/index.ts";
import { importTools } from "../import-tools.ts";
import { designOfCatalogue } from "./catalogues.ts";

const folders = [
  "../../../public/samples/",
  "../../../../shared/corpora/sql/sqlite/",
  "../../../../shared/corpora/sqlite-files/",
  "../../../../shared/corpora/truth/postgres/",
  "../../../../shared/corpora/truth/mysql/",
];

const isCatalogue = (file: string): boolean => file.endsWith(".json");

const isDatabase = (file: string): boolean => /\.(db|sqlite)$/.test(file);

/** File names with their addresses. */
export const realSchemas: readonly (readonly [name: string, address: URL])[] = folders.flatMap(
  path => {
    const folder = new URL(path, import.meta.url);
    if (!existsSync(folder)) console.warn(`Skipped: there is no ${path.replace(/^[./]+/, "")}.`);
    const files = existsSync(folder) ? readdirSync(folder) : [];
    return files
      .filter(file => file.endsWith(".sql") || isDatabase(file) || isCatalogue(file))
      .map(file => [`${path.split("/").at(-2)}/${file}`, new URL(file, folder)] as const);
  },
);

export const designOf = async (address: URL): Promise<SchemaDocument> => {
  if (isCatalogue(address.pathname)) return designOfCatalogue(readFileSync(address, "utf8"));
  const bytes = new Uint8Array(readFileSync(address));
  const isFile = isDatabase(address.pathname);
  const source: ImportSource = isFile
    ? { name: null, bytes, text: null }
    : { name: null, bytes: null, text: new TextDecoder().decode(bytes) };
  const { value } = await (isFile ? sqliteFile : sqliteSql).import(source, importTools());
  value.database?.close();
  return value.document;
};
