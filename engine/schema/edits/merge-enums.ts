/** Enums of another document that is merged: the same enum is used again, and another one gets a free name. */
import { type Diagnostic, info, type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import { freeName } from "../names.ts";
import type { Enum, SchemaDocument } from "../records.ts";
import { columnsOfEnum, recordsOf, sameName } from "../views.ts";

const hasValues = (one: Enum, other: Enum): boolean =>
  one.values.length === other.values.length &&
  one.values.every((value, at) => value === other.values[at]);

/** `other`, whose enums have no name of an enum of `document`. */
export const withoutRepeatedEnums = (
  document: SchemaDocument,
  other: SchemaDocument,
): Report<SchemaDocument> => {
  const known = recordsOf(document, "enum");
  const taken = [...known, ...recordsOf(other, "enum")].map(({ name }) => name);
  const change = new Change(other);
  const diagnostics: Diagnostic[] = [];
  for (const record of recordsOf(other, "enum")) {
    const existing = known.find(({ name }) => sameName(name, record.name));
    if (!existing || existing.id === record.id) continue;
    if (hasValues(existing, record)) {
      const type = { kind: "enum", enum: existing.id } as const;
      change.remove(record.id);
      change.put(...columnsOfEnum(other, record.id).map(column => ({ ...column, type })));
      continue;
    }
    const name = freeName(record.name, taken);
    taken.push(name);
    change.put({ ...record, name });
    const message = `An enum "${record.name}" with other values already exists, so this one is named "${name}".`;
    diagnostics.push(info("enum-renamed", message, { record: record.id }));
  }
  return report(change.document, diagnostics);
};
