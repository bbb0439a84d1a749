/** Random edits of columns. */
import {
  addColumn,
  type Column,
  type ColumnType,
  moveColumn,
  parseColumnLine,
  removeColumns,
  type SchemaDocument,
  updateColumn,
} from "../schema/index.ts";
import {
  anyColumn,
  applied,
  freeColumn,
  hasTexts,
  type Place,
  pick,
  tableAt,
  withRecord,
} from "./random-edit-place.ts";

const LINES = [
  "x integer",
  "y varchar(9) = 'it''s'",
  "z integer not null = 5",
  "w text not null",
  "v datetime = CURRENT_TIMESTAMP",
  "n integer",
  "s boolean not null = true",
  "u decimal(8,2)",
] as const;

const TYPES: readonly ColumnType[] = [
  { kind: "text" },
  { kind: "integer", bits: 64 },
  { kind: "varchar", length: 40 },
  { kind: "decimal", precision: 12, scale: 2 },
  { kind: "float", bits: 64 },
  { kind: "boolean" },
];

export const changeColumn = (
  place: Place,
  column: Column | undefined,
  changes: Partial<
    Pick<Column, "name" | "type" | "nullable" | "default" | "generated" | "comment">
  >,
): SchemaDocument =>
  column
    ? applied(place.document, updateColumn(place.document, { column: column.id, changes }))
    : place.document;

/** Swaps the names of two columns that no SQL text refers to. */
export const swapNames = (place: Place): SchemaDocument => {
  const view = tableAt(place);
  const [one, other] = [
    pick(view?.columns ?? [], place.dice[1]),
    pick(view?.columns ?? [], place.dice[2]),
  ];
  if (!view || !one || !other || one === other) return place.document;
  if (hasTexts(view, one.name) || hasTexts(view, other.name)) return place.document;
  return withRecord(place.document, { ...one, name: other.name }, { ...other, name: one.name });
};

export const dropColumn = (place: Place): SchemaDocument => {
  const column = freeColumn(place);
  if (!column || hasTexts(tableAt(place), column.name)) return place.document;
  return applied(place.document, removeColumns(place.document, { columns: [column.id] }));
};

export const newColumn = (place: Place): SchemaDocument => {
  const view = tableAt(place);
  const draft = parseColumnLine(pick(LINES, place.dice[1]) ?? "x integer", place.document).value;
  if (!view || !draft) return place.document;
  return applied(
    place.document,
    addColumn(place.document, { newId: place.newId, table: view.table.id, draft }),
  );
};

export const computedColumn = (place: Place): SchemaDocument => {
  const view = tableAt(place);
  const source = view?.columns.find(
    ({ type, generated }) => type.kind === "integer" && generated?.kind !== "computed",
  );
  if (!view || !source || view.columns.some(({ name }) => name === "c")) return place.document;
  const text = `${source.name} + ${place.dice[1] % 3}`;
  const generated = { kind: "computed", text, stored: place.dice[2] % 2 === 0 } as const;
  return withRecord(place.document, {
    ...source,
    id: place.newId("column"),
    name: "c",
    nullable: true,
    default: null,
    generated,
    position: 99,
  });
};

export const changeDefault = (place: Place): SchemaDocument => {
  const column = freeColumn(place);
  if (column?.type.kind !== "integer") return place.document;
  const value = place.dice[2] % 3;
  return changeColumn(place, column, { default: value === 0 ? null : { kind: "value", value } });
};

export const move = (place: Place): SchemaDocument => {
  const view = tableAt(place);
  const column = anyColumn(place);
  if (!column || !view) return place.document;
  const index = place.dice[2] % view.columns.length;
  return applied(place.document, moveColumn(place.document, { column: column.id, index }));
};

export const changeType = (place: Place): SchemaDocument => {
  const column = freeColumn(place);
  const type = pick(TYPES, place.dice[2]);
  if (!column || !type || column.default !== null || hasTexts(tableAt(place), column.name))
    return place.document;
  return changeColumn(place, column, { type });
};
