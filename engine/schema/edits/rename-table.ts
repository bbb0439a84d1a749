/** Renames a table and, unless it has a custom name, its entity. */
import { type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import { entityNameFor, freeName, isIdentifier, isUsableName } from "../names.ts";
import type { SchemaDocument, TableId } from "../records.ts";
import { recordOf, recordsOf, sameName } from "../views.ts";
import { refusal } from "./refusal.ts";

export type RenameTable = {
  readonly table: TableId;
  readonly name: string;
  /** The class name; if omitted, it is derived from the table's name if it was before. */
  readonly entity?: string;
};

export const renameTable = (
  document: SchemaDocument,
  { table: id, name, entity }: RenameTable,
): Report<Diff> => {
  const table = recordOf(document, "table", id);
  const others = recordsOf(document, "table").filter(other => other.id !== id);
  if (!isUsableName(name)) return refusal("missing-name", "A table needs a name.");
  if (others.some(other => sameName(other.name, name.trim()))) {
    return refusal("name-taken", `A table "${name.trim()}" already exists.`);
  }
  if (entity !== undefined && !isIdentifier(entity)) {
    return refusal("not-an-identifier", `"${entity}" cannot be the name of a class.`);
  }
  if (entity !== undefined && others.some(other => other.entity === entity)) {
    return refusal("name-taken", `An entity "${entity}" already exists.`);
  }
  const followed = table.entity === entityNameFor(table.name);
  const derived = freeName(
    entityNameFor(name),
    others.map(other => other.entity),
  );
  const next = {
    ...table,
    name: name.trim(),
    entity: entity ?? (followed ? derived : table.entity),
  };
  return report(new Change(document).put(next).finish());
};
