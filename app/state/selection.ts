/** The selection, which the canvas and the lists share. */
import type {
  AreaId,
  ColumnId,
  ForeignKeyId,
  NoteId,
  SchemaDocument,
  TableId,
} from "../../engine/index.ts";

/** A note or an area. */
export type AnnotationId = NoteId | AreaId;

export type Selection = {
  readonly tables: ReadonlySet<TableId>;
  readonly foreignKeys: ReadonlySet<ForeignKeyId>;
  readonly annotations: ReadonlySet<AnnotationId>;
  /** A column of the only selected table. */
  readonly column: ColumnId | null;
};

export const nothingSelected: Selection = {
  tables: new Set(),
  foreignKeys: new Set(),
  annotations: new Set(),
  column: null,
};

export const isEmptySelection = ({
  tables,
  foreignKeys,
  annotations,
  column,
}: Selection): boolean =>
  tables.size + foreignKeys.size + annotations.size === 0 && column === null;

export const selectTables = (tables: Iterable<TableId>): Selection => ({
  ...nothingSelected,
  tables: new Set(tables),
});

export const selectForeignKey = (foreignKey: ForeignKeyId): Selection => ({
  ...nothingSelected,
  foreignKeys: new Set([foreignKey]),
});

export const selectAnnotation = (annotation: AnnotationId): Selection => ({
  ...nothingSelected,
  annotations: new Set([annotation]),
});

export const selectColumn = (table: TableId, column: ColumnId): Selection => ({
  ...nothingSelected,
  tables: new Set([table]),
  column,
});

/** The selection without records that the document no longer has. */
export const keepPresent = (selection: Selection, document: SchemaDocument): Selection => {
  const has = (id: string) => document.records.has(id);
  const gone =
    [...selection.tables, ...selection.foreignKeys, ...selection.annotations].some(
      id => !has(id),
    ) ||
    (selection.column !== null && !has(selection.column));
  if (!gone) return selection;
  return {
    tables: new Set([...selection.tables].filter(has)),
    foreignKeys: new Set([...selection.foreignKeys].filter(has)),
    annotations: new Set([...selection.annotations].filter(has)),
    column: selection.column !== null && has(selection.column) ? selection.column : null,
  };
};

export const sameSelection = (one: Selection, other: Selection): boolean =>
  one.column === other.column &&
  sameMembers(one.tables, other.tables) &&
  sameMembers(one.foreignKeys, other.foreignKeys) &&
  sameMembers(one.annotations, other.annotations);

const sameMembers = <Item>(one: ReadonlySet<Item>, other: ReadonlySet<Item>): boolean =>
  one.size === other.size && [...one].every(item => other.has(item));
