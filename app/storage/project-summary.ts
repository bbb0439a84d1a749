/** A stored project in the list of projects. */
import * as v from "valibot";
import type { SchemaRecord } from "../../engine/index.ts";
import type { ReadProject } from "./stored-project.ts";

export type ProjectSummary = {
  readonly id: string;
  readonly name: string;
  /** The number of tables. */
  readonly tables: number;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** Whether it cannot be opened; its data can still be saved as a file. */
  readonly damaged: boolean;
};

const headerSchema = v.object({
  name: v.string(),
  tables: v.number(),
  savedAt: v.number(),
  queries: v.array(v.unknown()),
  order: v.array(v.string()),
});

const namedSchema = v.object({ name: v.string() });

/** The summary of a stored value, valid or not. */
export const summaryOf = (stored: unknown): ProjectSummary => {
  const { id } = stored as { readonly id: string };
  const header = v.safeParse(headerSchema, stored);
  if (header.success) {
    const { name, tables, savedAt } = header.output;
    return { id, name, tables, savedAt, damaged: false };
  }
  const named = v.safeParse(namedSchema, stored);
  const name = named.success ? named.output.name : "Damaged project";
  return { id, name, tables: 0, savedAt: 0, damaged: true };
};

export const countTables = (records: Iterable<Pick<SchemaRecord, "kind">>): number =>
  [...records].filter(({ kind }) => kind === "table").length;

/** The summary of a project with unsaved changes. */
export const summaryOfUnsaved = ({ id, name, savedAt, document }: ReadProject): ProjectSummary => {
  const tables = countTables(document.records.values());
  return { id, name, tables, savedAt, damaged: false };
};
