/**
 * The names that MySQL gives to constraints without one: `t_ibfk_1`, `t_chk_1`, and
 * for a unique key the name of its first column (make_unique_key_name in sql_table.cc).
 */
import { columnOf, type SchemaDocument, type TableView } from "../../schema/index.ts";
import type { ConstraintNaming, PlacedKeys } from "../ddl-dialect.ts";

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

const foreignKeysInOrder = (view: TableView, { inline, later }: PlacedKeys) => [
  ...view.foreignKeys.filter(key => inline.has(key)),
  ...later.filter(key => key.table === view.table.id),
];

export const mysqlConstraintNames: ConstraintNaming = (document, tables, placed) =>
  new Map<string, string>(
    tables.flatMap(view => [
      ...(view.primaryKey ? [[view.primaryKey.id, "PRIMARY"] as const] : []),
      ...uniqueKeyNames(document, view),
      ...numbered(view.checks, `${view.table.name}_chk_`),
      ...numbered(foreignKeysInOrder(view, placed), `${view.table.name}_ibfk_`),
    ]),
  );
