/** Differences that several libraries have. */
import type { Difference } from "./model-proof.ts";
import type { NamedRecord } from "./named-records.ts";

type TypeRecord = Readonly<Record<string, unknown>> & { readonly kind: string };

/** The type of a column; null for other records. */
export const typeOf = (record: NamedRecord): TypeRecord | null =>
  record.kind === "column" ? (record.type as TypeRecord) : null;

/** Types that the library declares as another one, by kind. */
export const typesAs = (
  because: string,
  replacements: Readonly<Record<string, TypeRecord>>,
): Difference => ({
  because,
  normalize: record => {
    const type = replacements[typeOf(record)?.kind ?? ""];
    return type ? { ...record, type } : record;
  },
});

export const relationNames: Difference = {
  because: "names of relations are no part of a database",
  normalize: record =>
    record.kind === "foreignKey" ? { ...record, forward: "", reverse: "" } : record,
};

export const numberedKeys: Difference = {
  because: "an INTEGER key numbers itself in SQLite; there is no INT for one that must not",
  normalize: record => {
    const generated = record.generated as { kind?: string; strict?: boolean } | null | undefined;
    return generated?.kind === "identity" && !generated.strict
      ? { ...record, generated: null }
      : record;
  },
};

export const uniqueIndexesAsKeys = (because: string): Difference => ({
  because,
  normalize: record => {
    const { kind, table } = record;
    if (kind === "key" && !record.primary) return { kind, table, unique: record.columns };
    if (kind !== "index" || !record.unique || record.where !== null) return record;
    const parts = record.parts as readonly Readonly<Record<string, unknown>>[];
    const isPlain = parts.every(
      part => part.kind === "column" && !part.descending && part.collation === undefined,
    );
    return isPlain ? { kind: "key", table, unique: parts.map(part => part.column) } : record;
  },
});

export const primaryKeyNames = (because: string): Difference => ({
  because,
  normalize: record =>
    record.kind === "key" && record.primary ? { ...record, name: null } : record,
});

export const quotedNames: Difference = {
  because: "libraries quote names in SQL in another manner",
  normalize: record =>
    JSON.parse(JSON.stringify(record).replaceAll(/\\"(\w+)\\"/g, "$1")) as NamedRecord,
};

export const columnOrder = (because: string): Difference => ({
  because,
  normalize: record => (record.kind === "column" ? { ...record, position: 0 } : record),
});
