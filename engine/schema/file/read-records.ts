/** Reads the records of stored data: valid ones are kept, the others are reported. */
import * as v from "valibot";
import { type Report, report, warning } from "../../base/index.ts";
import type { SchemaDocument, SchemaRecord } from "../records.ts";
import { type RecordReference, referencesOf } from "./record-references.ts";
import { recordSchema } from "./record-schemas.ts";

const badRecord = (message: string) => warning("bad-record", message);

const readRecord = (candidate: unknown): SchemaRecord | string => {
  const parsed = v.safeParse(recordSchema, candidate);
  // The schemas match the record types; ids are branded strings.
  return parsed.success ? (parsed.output as unknown as SchemaRecord) : parsed.issues[0].message;
};

/** What a table has at most one of; null for other records. */
const oneOf = (record: SchemaRecord): string | null => {
  if (record.kind === "placement") return `placement ${record.table}`;
  return record.kind === "key" && record.primary ? `primary key ${record.table}` : null;
};

/** A reason to leave out a valid record. */
const refusalOf = (record: SchemaRecord, taken: ReadonlySet<string>): string | null => {
  if (taken.has(record.id)) return `its id ${record.id} is repeated`;
  if (taken.has(oneOf(record) ?? "")) return `its table has another ${record.kind} of this kind`;
  const isUneven =
    record.kind === "foreignKey" && record.columns.length !== record.targetColumns.length;
  return isUneven ? "it has more columns on one side than on the other" : null;
};

const leadsTo = (records: ReadonlyMap<string, SchemaRecord>, reference: RecordReference) => {
  const target = records.get(reference.id);
  if (target?.kind !== reference.kind) return false;
  return reference.table === undefined || ("table" in target && target.table === reference.table);
};

/** Removes records with dangling references until there are none. */
const withoutDangling = (records: ReadonlyMap<string, SchemaRecord>): Report<SchemaDocument> => {
  const dangling = [...records.values()].filter(record =>
    referencesOf(record).some(reference => !leadsTo(records, reference)),
  );
  if (dangling.length === 0) return report({ records });
  const rest = new Map(records);
  for (const { id } of dangling) rest.delete(id);
  const { value, diagnostics } = withoutDangling(rest);
  const missing = dangling.map(({ kind, id }) =>
    badRecord(`The ${kind} ${id} is left out: it refers to a record that is missing.`),
  );
  return report(value, [...missing, ...diagnostics]);
};

/** Reads records. Invalid and repeated ones are left out and reported, with the records that depend on them. */
export const readRecords = (candidates: readonly unknown[]): Report<SchemaDocument> => {
  const records = new Map<string, SchemaRecord>();
  const taken = new Set<string>();
  const problems = candidates.flatMap((candidate, index) => {
    const record = readRecord(candidate);
    const refusal =
      typeof record === "string" ? `it cannot be read (${record})` : refusalOf(record, taken);
    if (refusal !== null || typeof record === "string") {
      return [badRecord(`Record ${index + 1} is left out: ${refusal}.`)];
    }
    records.set(record.id, record);
    for (const mark of [record.id, oneOf(record)]) if (mark !== null) taken.add(mark);
    return [];
  });
  const { value, diagnostics } = withoutDangling(records);
  return report(value, [...problems, ...diagnostics]);
};
