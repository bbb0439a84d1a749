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

/** The column of this name, as `table.column`. */
const columnNamed = (all: readonly NamedRecord[], name: unknown): NamedRecord | undefined =>
  all.find(record => record.kind === "column" && `${record.table}.${record.name}` === name);

const typeOfTarget = (all: readonly NamedRecord[], name: string, seen: Set<string>): unknown => {
  const key = all.find(
    ({ kind, columns }) =>
      kind === "foreignKey" &&
      (columns as string[]).length === 1 &&
      (columns as string[])[0] === name,
  );
  const [target] = (key?.targetColumns ?? []) as string[];
  if (target === undefined || seen.has(name)) return columnNamed(all, name)?.type;
  return typeOfTarget(all, target, seen.add(name));
};

export const keyTypes: Difference = {
  because: "a foreign key has the type of the column that it references",
  normalize: (record, all) =>
    record.kind === "column"
      ? { ...record, type: typeOfTarget(all, `${record.table}.${record.name}`, new Set()) }
      : record,
};

/** Whether the first parenthesis is closed by the last one. */
const isEnclosed = (sql: string): boolean => {
  let depth = 0;
  for (let at = 0; at < sql.length; at += 1) {
    if (sql[at] === "(") depth += 1;
    if (sql[at] === ")") depth -= 1;
    if (depth === 0) return at > 0 && at === sql.length - 1;
  }
  return false;
};

/** SQL without the parentheses around all of it. */
export const withoutParentheses = (sql: string): string => {
  const trimmed = sql.trim();
  return isEnclosed(trimmed) ? withoutParentheses(trimmed.slice(1, -1)) : trimmed;
};
