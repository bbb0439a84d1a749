/** A document renamed to the names of a later one, so that a comparison finds only real differences. */
import {
  type Column,
  renameInText,
  type SchemaDocument,
  type SchemaRecord,
  type TableId,
} from "../../schema/index.ts";

type Renaming = { readonly from: string; readonly to: string };

/** Two passes, so that swapped names do not collide. */
const inText = (sql: string, renames: readonly Renaming[]): string => {
  const parked = (index: number) => `stele_moving_${index}`;
  const away = renames.reduce(
    (text, { from }, index) => renameInText(text, from, parked(index)),
    sql,
  );
  return renames.reduce((text, { to }, index) => renameInText(text, parked(index), to), away);
};

const columnRenames = (
  before: SchemaDocument,
  after: SchemaDocument,
  kept: ReadonlySet<string>,
): ReadonlyMap<TableId, readonly Renaming[]> => {
  const renames = new Map<TableId, Renaming[]>();
  for (const record of before.records.values()) {
    const next = after.records.get(record.id);
    if (record.kind !== "column" || next?.kind !== "column" || !kept.has(record.id)) continue;
    if (record.name === next.name) continue;
    const list = renames.get(record.table) ?? [];
    renames.set(record.table, [...list, { from: record.name, to: next.name }]);
  }
  return renames;
};

const renamedTexts = (record: SchemaRecord, rename: (sql: string) => string): SchemaRecord => {
  if (record.kind === "check") return { ...record, expression: rename(record.expression) };
  if (record.kind === "column") return renamedFormula(record, rename);
  if (record.kind !== "index") return record;
  return {
    ...record,
    where: record.where === null ? null : rename(record.where),
    parts: record.parts.map(part =>
      part.kind === "expression" ? { ...part, text: rename(part.text) } : part,
    ),
  };
};

const renamedFormula = (column: Column, rename: (sql: string) => string): Column =>
  column.generated?.kind === "computed"
    ? { ...column, generated: { ...column.generated, text: rename(column.generated.text) } }
    : column;

const withNewName = (record: SchemaRecord, next: SchemaRecord | undefined): SchemaRecord => {
  if (record.kind === "table" && next?.kind === "table") return { ...record, name: next.name };
  if (record.kind === "column" && next?.kind === "column") return { ...record, name: next.name };
  if (record.kind === "enum" && next?.kind === "enum") return { ...record, name: next.name };
  return record;
};

/** `before` with the kept tables, columns and enums named as in `after`; user SQL is rewritten. */
export const underNewNames = (
  before: SchemaDocument,
  after: SchemaDocument,
  kept: ReadonlySet<string>,
): SchemaDocument => {
  const renames = columnRenames(before, after, kept);
  const moved = (record: SchemaRecord): SchemaRecord => {
    const stays = kept.has(record.id) || record.kind === "enum";
    const named = stays ? withNewName(record, after.records.get(record.id)) : record;
    const ofTable = "table" in named ? (renames.get(named.table) ?? []) : [];
    return ofTable.length === 0 ? named : renamedTexts(named, sql => inText(sql, ofTable));
  };
  return { records: new Map([...before.records].map(([id, record]) => [id, moved(record)])) };
};
