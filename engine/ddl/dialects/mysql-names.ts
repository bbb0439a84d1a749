/**
 * Names for unnamed constraints. Checks and foreign keys get explicit names, the ones that MySQL would generate, because
 * they cannot be predicted otherwise: MariaDB names checks differently, and the name of a foreign key determines the name
 * of its index. A unique key is named after its first column (make_unique_key_name in sql_table.cc).
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
    const preferred = first === undefined ? "" : columnOf(document, first).name;
    const keyName = name || freeKeyName(preferred, taken);
    taken.add(keyName.toLowerCase());
    return [id, keyName] as const;
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

export const mysqlImplicitNames = ({ checks, foreignKeys, table }: TableView) =>
  new Map<string, string>([
    ...numbered(checks, `${table.name}_chk_`),
    ...numbered(foreignKeys, `${table.name}_ibfk_`),
  ]);

export const mysqlConstraintNames: ConstraintNaming = (document, tables) =>
  new Map<string, string>(
    tables.flatMap(view => [
      ...(view.primaryKey ? [[view.primaryKey.id, "PRIMARY"] as const] : []),
      ...uniqueKeyNames(document, view),
      ...mysqlImplicitNames(view),
    ]),
  );

/** A foreign key creates an index of the same name; in MariaDB checks and keys share a namespace. */
export const mysqlNamespaces: DdlDialect["namespaces"] = (record, table) => {
  const [indexes, constraints] = [`indexes of ${table}`, `constraints of ${table}`];
  if (record.kind === "foreignKey") return ["foreign keys", indexes, constraints];
  if (record.kind === "check") return ["checks", constraints];
  if (record.kind === "key") return record.primary ? [] : [indexes, constraints];
  return record.kind === "index" ? [indexes] : [];
};
