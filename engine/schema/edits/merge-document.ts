/** Adds the tables of another document, such as one that was imported. */
import { type Report, report, warning } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import { freeName } from "../names.ts";
import type { SchemaDocument, SchemaRecord } from "../records.ts";
import { recordsOf, tableNamed } from "../views.ts";
import { removeTables } from "./remove-tables.ts";

/** Entities keep their names unless one is taken. */
const withFreeEntity = (record: SchemaRecord, taken: string[]): SchemaRecord => {
  if (record.kind !== "table") return record;
  const entity = freeName(record.entity, taken);
  taken.push(entity);
  return { ...record, entity };
};

/** Tables whose names are taken are left out and reported, with the foreign keys that reference them. */
export const mergeDocument = (
  document: SchemaDocument,
  { other }: { readonly other: SchemaDocument },
): Report<Diff> => {
  const clashing = recordsOf(other, "table").filter(table => tableNamed(document, table.name));
  const trimmed = new Change(other).apply(
    removeTables(other, { tables: clashing.map(table => table.id) }).value,
  ).document;
  const entities = recordsOf(document, "table").map(table => table.entity);
  const change = new Change(document);
  for (const record of trimmed.records.values()) change.put(withFreeEntity(record, entities));
  return report(
    change.finish(),
    clashing.map(({ name }) =>
      warning("name-taken", `A table "${name}" already exists, so this one is left out.`, {
        hint: "Rename one of the two, or import into a new project.",
      }),
    ),
  );
};
