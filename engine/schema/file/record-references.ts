/** The records that a record refers to. */
import type { SchemaRecord } from "../records.ts";

/** A reference by id. It must lead to a record of this kind, and of this table where one is given. */
export type RecordReference = {
  readonly id: string;
  readonly kind: SchemaRecord["kind"];
  readonly table?: string;
};

const toTable = (id: string): RecordReference => ({ id, kind: "table" });

const toColumns = (table: string, ids: readonly string[]): readonly RecordReference[] =>
  ids.map(id => ({ id, kind: "column", table }));

export const referencesOf = (record: SchemaRecord): readonly RecordReference[] => {
  switch (record.kind) {
    case "table":
    case "enum":
    case "note":
    case "area":
      return [];
    case "column": {
      const { table, type } = record;
      return type.kind === "enum"
        ? [toTable(table), { id: type.enum, kind: "enum" }]
        : [toTable(table)];
    }
    case "key":
      return [toTable(record.table), ...toColumns(record.table, record.columns)];
    case "index": {
      const columns = record.parts.flatMap(part => (part.kind === "column" ? [part.column] : []));
      return [toTable(record.table), ...toColumns(record.table, columns)];
    }
    case "check":
    case "placement":
      return [toTable(record.table)];
    case "foreignKey":
      return [
        toTable(record.table),
        toTable(record.target),
        ...toColumns(record.table, record.columns),
        ...toColumns(record.target, record.targetColumns),
      ];
  }
};
