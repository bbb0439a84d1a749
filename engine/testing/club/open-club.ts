/** The country club of the PostgreSQL exercises (pgexercises.com, data under the BSD licence): members book facilities. */
import { readFileSync } from "node:fs";
import { present } from "../../base/index.ts";
import type { EmbeddedDriver } from "../../drivers/index.ts";
import { parseProjectFile } from "../../schema/index.ts";
import { openDatabase } from "../open-database.ts";

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");

export const clubDocument = present(
  parseProjectFile(read("./club.stele")).value,
  "the club",
).document;

const statements = read("./club.sql")
  .split(/;\s*\n/)
  .map(statement => statement.replaceAll(/^--.*$/gm, "").trim())
  .filter(statement => statement !== "");

/** The rows alone, as INSERT statements that every database takes. */
export const clubRows: readonly string[] = statements.filter(text => text.startsWith("INSERT"));

export const openClub = (): EmbeddedDriver => {
  const driver = openDatabase();
  for (const statement of statements) driver.query(statement);
  driver.query("PRAGMA foreign_keys = ON");
  return driver;
};
