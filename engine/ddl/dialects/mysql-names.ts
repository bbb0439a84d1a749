/**
 * The names of constraints without one. Those of checks and foreign keys are said, as MySQL would give them, for they
 * cannot be told otherwise: MariaDB calls checks by other names, and what a foreign key is called decides what the index
 * is called that comes with it. A unique key is called like its first column (make_unique_key_name in sql_table.cc).
 */
import { columnOf, type SchemaDocument, type TableView } from "../../schema/index.ts";
import type { ConstraintNaming, DdlDialect } from "../ddl-dialect.ts";

/** The first of `name`, `name_2`, `name_3`, … that is not taken. */
const freeKeyName = (name: string, taken: ReadonlySet<string>): string => {
  const isTaken = (candidate: string) =>
    taken.has(candidate.toLowerCase()) || candidate.toLowerCase() === "primary";
  let candidate = name;
  for (let count = 2; isTaken(candidate); count += 1) candidate = `${name}_${count}`;
  return candidate;
};

const uniqueKeyNames = (document: SchemaDocument, { uniqueKeys }: TableView) => {
  const taken = new Set(uniqueKeys.map(({ name }) => (name ?? "").toLowerCase()));
  return uniqueKeys.map(({ id, name, columns: [first] }) => {
    const wanted = first === undefined ? "" : columnOf(document, first).name;
    const given = name || freeKeyName(wanted, taken);
    taken.add(given.toLowerCase());
    return [id, given] as const;
  });
};

const numbered = (
  items: readonly { readonly id: string; readonly name: string | null }[],
  prefix: string,
) => {
  const taken = items.flatMap(({ name }) => (name ? [name.toLowerCase()] : []));
  let count = 0;
  return items.map(({ id, name }) => {
    if (name) return [id, name] as const;
    do count += 1;
    while (taken.includes(`${prefix}${count}`.toLowerCase()));
    return [id, `${prefix}${count}`] as const;
  });
};

export const mysqlSaidNames = ({ checks, foreignKeys, table }: TableView) =>
  new Map<string, string>([
    ...numbered(checks, `${table.name}_chk_`),
    ...numbered(foreignKeys, `${table.name}_ibfk_`),
  ]);

export const mysqlConstraintNames: ConstraintNaming = (document, tables) =>
  new Map<string, string>(
    tables.flatMap(view => [
      ...(view.primaryKey ? [[view.primaryKey.id, "PRIMARY"] as const] : []),
      ...uniqueKeyNames(document, view),
      ...mysqlSaidNames(view),
    ]),
  );

/** A foreign key brings an index of its name; in MariaDB a check shares names with the keys of its table. */
export const mysqlNamespaces: DdlDialect["namespaces"] = (record, table) => {
  const [indexes, constraints] = [`indexes of ${table}`, `constraints of ${table}`];
  if (record.kind === "foreignKey") return ["foreign keys", indexes, constraints];
  if (record.kind === "check") return ["checks", constraints];
  if (record.kind === "key") return record.primary ? [] : [indexes, constraints];
  return record.kind === "index" ? [indexes] : [];
};
