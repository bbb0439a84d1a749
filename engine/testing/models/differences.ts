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

export const unusedEnums: Difference = {
  because: "an enum without a column is no part of the models that a library knows",
  normalize: (record, all) =>
    record.kind === "enum" &&
    !all.some(other => (other.type as { enum?: unknown } | undefined)?.enum === record.name)
      ? null
      : record,
};

export const entityNames: Difference = {
  because: "a class is renamed where Python or the library has taken its name",
  normalize: record =>
    record.kind === "table"
      ? { ...record, entity: String(record.entity).replace(/_+$/, "") }
      : record,
};

export const defaultsInType: Difference = {
  because: "a default as text, such as '0' for a number, is read as a value of its type",
  normalize: record => {
    const given = record.default as { readonly value?: unknown } | null | undefined;
    const kind = typeOf(record)?.kind ?? "";
    if (typeof given?.value !== "string" || !/^-?\d+(\.\d+)?$/.test(given.value)) return record;
    if (kind === "boolean") return { ...record, default: { ...given, value: given.value === "1" } };
    const isNumber = ["integer", "decimal", "float"].includes(kind);
    return isNumber ? { ...record, default: { ...given, value: Number(given.value) } } : record;
  },
};

export const bracketedNames: Difference = {
  because: "names in brackets, which only SQLite accepts, are written in double quotes",
  normalize: record =>
    record.kind === "check"
      ? { ...record, expression: String(record.expression).replaceAll(/\[(\w+)\]/g, '"$1"') }
      : record,
};

export const zones: Difference = {
  because: "in SQLite, the library has one type for datetimes with a zone and without",
  normalize: record =>
    typeOf(record)?.kind === "datetime"
      ? { ...record, type: { kind: "datetime", zone: false } }
      : record,
};

export const enumChecks: Difference = {
  because: "the table of a design checks the values of its enums, which the models may not",
  normalize: record =>
    record.kind === "check" && / IN \('/.test(String(record.expression)) ? null : record,
};

export const namesOfCycles: Difference = {
  because: "a key that closes a cycle of tables needs a name, with which it can be dropped",
  normalize: record =>
    record.kind === "foreignKey" && /_fkey\d*$/.test(String(record.name))
      ? { ...record, name: null }
      : record,
};

/** Those of SQLAlchemy, which also makes the tables of SQLModel. */
export const declarativeDifferences: readonly Difference[] = [
  zones,
  {
    because: "the check of an enum has the name of the enum; ours has none",
    normalize: record =>
      record.kind === "check" && / IN \(/.test(String(record.expression))
        ? { ...record, name: null }
        : record,
  },
  namesOfCycles,
  numberedKeys,
  relationNames,
  quotedNames,
];

export const enumValues = (because: string): Difference => ({
  because,
  normalize: (record, all) => {
    if (record.kind === "enum") return null;
    const type = typeOf(record);
    const known = all.find(({ kind, name }) => kind === "enum" && name === type?.enum);
    return known ? { ...record, type: { kind: "enum", values: known.values } } : record;
  },
});

export const joinKeyNames: Difference = {
  because:
    "a key of a join table is renamed, so that the many-to-many relation has the name that the models give it",
  normalize: record => {
    const [column = ""] = (record.columns ?? []) as readonly string[];
    const stem = column.replace(/^.*\./, "").replace(/_(id|key)$/, "");
    return record.kind === "foreignKey" && String(record.forward).endsWith(`_${stem}`)
      ? { ...record, forward: stem }
      : record;
  },
};

export const redundantKeys: Difference = {
  because: "the columns of a primary key are unique without a unique key",
  normalize: (record, all) => {
    const columns = JSON.stringify(record.unique ?? record.columns);
    const isRepeated = all.some(
      other => other.kind === "key" && other.primary && JSON.stringify(other.columns) === columns,
    );
    return record.kind === "key" && !record.primary && isRepeated ? null : record;
  },
};

const plainName = (name: unknown): string => String(name).replace(/_(field\d*)?$/, "");

export const renamedFields: Difference = {
  because: "a field is renamed where Python or the library has taken its name",
  normalize: record =>
    record.kind === "foreignKey"
      ? { ...record, forward: plainName(record.forward), reverse: plainName(record.reverse) }
      : record,
};

/** Whether every column of the table belongs to a foreign key. */
const isOnlyKeys = (all: readonly NamedRecord[], table: unknown): boolean => {
  const keys = all.filter(each => each.kind === "foreignKey" && each.table === table);
  const linking = new Set(keys.flatMap(({ columns }) => columns as string[]));
  return all.every(
    each => each.kind !== "column" || each.table !== table || linking.has(`${table}.${each.name}`),
  );
};

export const joinTableOrder = (because: string): Difference => ({
  because,
  normalize: (record, all) =>
    record.kind === "column" && isOnlyKeys(all, record.table) ? { ...record, position: 0 } : record,
});
