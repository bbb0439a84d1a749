/**
 * The names that PostgreSQL generates for unnamed constraints, after its source:
 * ChooseConstraintName in pg_constraint.c, ChooseIndexName and makeObjectName in indexcmds.c.
 */
import { type ColumnId, columnOf, mentions, type TableView } from "../../schema/index.ts";
import type { ConstraintNaming, DdlDialect } from "../ddl-dialect.ts";

const LONGEST = 63;

const bytesOf = (character: string): number => {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
};

const lengthInBytes = (text: string): number =>
  [...text].reduce((sum, character) => sum + bytesOf(character), 0);

const clipped = (text: string, limit: number): string => {
  let room = limit;
  let kept = "";
  for (const character of text) {
    room -= bytesOf(character);
    if (room < 0) break;
    kept += character;
  }
  return kept;
};

/** The name as PostgreSQL reads it, truncated to 63 bytes. */
export const readName = (name: string): string => clipped(name, LONGEST);

/** A table also defines a type; keys and indexes share the namespace of tables. */
export const postgresNamespaces: DdlDialect["namespaces"] = ({ kind }, table) => {
  if (kind === "table") return ["relations", "types"];
  if (kind === "enum") return ["types"];
  if (kind === "index") return ["relations"];
  if (kind === "column") return [`columns of ${table}`];
  return kind === "key" ? ["relations", `constraints of ${table}`] : [`constraints of ${table}`];
};

/** `table_columns_label`, with the longer of the two names truncated until it fits. */
export const objectName = (table: string, columns: string, label: string): string => {
  const overhead = label.length + 1 + (columns === "" ? 0 : 1);
  let [first, second] = [lengthInBytes(table), lengthInBytes(columns)];
  while (first + second > LONGEST - overhead) {
    if (first > second) first -= 1;
    else second -= 1;
  }
  const parts = [clipped(table, first), clipped(columns, second), label];
  return parts.filter(part => part !== "").join("_");
};

/** The only column that a check mentions: PostgreSQL names the check after it. */
const soleColumnIn = ({ columns }: TableView, expression: string): string => {
  const mentioned = columns.filter(({ name }) => mentions(expression, name));
  return mentioned.length === 1 ? (mentioned[0]?.name ?? "") : "";
};

export const postgresConstraintNames: ConstraintNaming = (document, tables, placed) => {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const give = (
    id: string,
    assigned: string | null,
    [table, columns, label]: [string, string, string],
  ) => {
    let name = assigned ?? "";
    for (let pass = 0; name === "" || (assigned === null && taken.has(name)); pass += 1) {
      name = objectName(table, columns, pass === 0 ? label : label + pass);
    }
    taken.add(name);
    names.set(id, name);
  };
  const joined = (ids: readonly ColumnId[]) => ids.map(id => columnOf(document, id).name).join("_");
  const nameKey = (key: TableView["foreignKeys"][number], table: string) =>
    give(key.id, key.name || null, [table, joined(key.columns), "fkey"]);
  for (const view of tables) {
    const { name } = view.table;
    taken.add(name);
    for (const check of view.checks) {
      give(check.id, check.name || null, [name, soleColumnIn(view, check.expression), "check"]);
    }
    if (view.primaryKey) give(view.primaryKey.id, view.primaryKey.name || null, [name, "", "pkey"]);
    for (const key of view.uniqueKeys) {
      give(key.id, key.name || null, [name, joined(key.columns), "key"]);
    }
    for (const key of view.foreignKeys.filter(one => placed.inline.has(one))) nameKey(key, name);
  }
  const tableNames = new Map(tables.map(({ table }) => [table.id, table.name]));
  for (const key of placed.later) nameKey(key, tableNames.get(key.table) ?? "");
  return names;
};
