/** Documents whose names are hostile: tables, columns, relations, keys, indexes, checks and enums. */
import {
  type ColumnType,
  countedIds,
  type ForeignKey,
  type SchemaDocument,
  type SchemaRecord,
} from "../schema/index.ts";

/** Two tables, `<name>` and `<name> children`, and everything of them named after the text. */
export const documentNamed = (name: string): SchemaDocument => {
  const newId = countedIds();
  const ids = { parents: newId("table"), children: newId("table") };
  const records: SchemaRecord[] = [];
  const column = (table: keyof typeof ids, columnName: string, position: number) => {
    const id = newId("column");
    const isKey = position === 1;
    const isIndexed = table === "parents" && position === 2;
    const text: ColumnType = isIndexed
      ? { kind: "varchar", length: Math.max(255, name.length) }
      : { kind: "text" };
    records.push({
      kind: "column",
      id,
      table: ids[table],
      name: columnName,
      type: isKey || position === 3 ? { kind: "integer", bits: 64 } : text,
      nullable: !isKey,
      default: position === 2 ? { kind: "value", value: name } : null,
      generated: null,
      comment: name,
      position,
    });
    return id;
  };
  const tables = [
    ["parents", name],
    ["children", `${name} children`],
  ] as const;
  for (const [table, tableName] of tables) {
    const entity = table === "parents" ? "Parent" : "Child";
    records.push({ kind: "table", id: ids[table], name: tableName, entity, comment: name });
  }
  const keys = {
    parents: column("parents", `${name} id`, 1),
    children: column("children", `${name} id`, 1),
  };
  const nameColumn = column("parents", name, 2);
  column("children", name, 2);
  const parent = column("children", `${name} parent`, 3);
  for (const [table] of tables) {
    records.push({
      kind: "key",
      id: newId("key"),
      table: ids[table],
      primary: true,
      name: null,
      columns: [keys[table]],
    });
  }
  const key: ForeignKey = {
    kind: "foreignKey",
    id: newId("foreignKey"),
    table: ids.children,
    columns: [parent],
    target: ids.parents,
    targetColumns: [keys.parents],
    name: `${name} key`,
    onDelete: "cascade",
    onUpdate: "no action",
    forward: `${name} forward`,
    reverse: `${name} reverse`,
  };
  records.push(key, {
    kind: "index",
    id: newId("index"),
    table: ids.parents,
    name: `${name} index`,
    unique: false,
    where: null,
    parts: [{ kind: "column", column: nameColumn, descending: true }],
  });
  return { records: new Map(records.map(record => [record.id, record])) };
};
