/** Random edits of keys, checks, foreign keys, indexes and enums. */
import {
  addForeignKey,
  type ReferentialAction,
  recordsOf,
  removeForeignKeys,
  type SchemaDocument,
  setPrimaryKey,
  setUnique,
  tableViews,
} from "../schema/index.ts";
import {
  anyColumn,
  applied,
  freeColumn,
  hasTexts,
  type Place,
  pick,
  tableAt,
  without,
  withRecord,
} from "./random-edit-place.ts";

const ACTIONS: readonly ReferentialAction[] = ["no action", "cascade", "set null", "restrict"];

export const newIndex = (place: Place): SchemaDocument => {
  const column = anyColumn(place);
  if (!column) return place.document;
  const isPartial = place.dice[2] % 3 === 0 && column.type.kind === "integer";
  return withRecord(place.document, {
    kind: "index",
    id: place.newId("index"),
    table: column.table,
    name: `ix_${place.dice[2] % 4}`,
    unique: place.dice[2] % 5 === 0,
    parts: [{ kind: "column", column: column.id, descending: place.dice[2] % 2 === 0 }],
    where: isPartial ? `${column.name} > 1` : null,
  });
};

export const changeIndex = (place: Place): SchemaDocument => {
  const index = pick(recordsOf(place.document, "index"), place.dice[0]);
  if (!index) return place.document;
  if (place.dice[1] % 3 === 0) return without(place.document, index.id);
  return withRecord(place.document, { ...index, name: `ix_${place.dice[2] % 6}` });
};

export const newCheck = (place: Place): SchemaDocument => {
  const column = tableAt(place)?.columns.find(
    ({ type, generated }) => type.kind === "integer" && generated === null,
  );
  if (!column) return place.document;
  const name = place.dice[1] % 2 === 0 ? null : `ck_${place.dice[2]}`;
  const expression = `${column.name} + ${place.dice[2]} >= 0`;
  return withRecord(place.document, {
    kind: "check",
    id: place.newId("check"),
    table: column.table,
    name,
    expression,
  });
};

export const newEnum = (place: Place): SchemaDocument => {
  const { document, newId, dice } = place;
  const known = pick(recordsOf(document, "enum"), dice[2]);
  const id = known?.id ?? newId("enum");
  const values = known?.values ?? ["a", "b", "it's"];
  const grown = withRecord(document, { kind: "enum", id, name: known?.name ?? "mood", values });
  const column = freeColumn(place);
  if (!column || column.default !== null || hasTexts(tableAt(place), column.name)) return grown;
  return withRecord(grown, { ...column, type: { kind: "enum", enum: id } });
};

export const changeEnum = (place: Place): SchemaDocument => {
  const known = pick(recordsOf(place.document, "enum"), place.dice[0]);
  if (!known) return place.document;
  if (place.dice[1] % 3 === 0)
    return withRecord(place.document, { ...known, name: `mood${place.dice[2] % 3}` });
  const values = [...known.values];
  if (place.dice[1] % 3 === 1)
    values.splice(place.dice[2] % (values.length + 1), 0, `v${place.dice[2]}`);
  else if (values.length > 1) values.splice(place.dice[2] % values.length, 1);
  return withRecord(place.document, { ...known, values: [...new Set(values)] });
};

export const newForeignKey = (place: Place): SchemaDocument => {
  const target = pick(tableViews(place.document), place.dice[1]);
  const column = freeColumn({ ...place, dice: [place.dice[0], place.dice[2], 0] });
  const key = target?.primaryKey?.columns[0];
  const aimed = target?.columns.find(({ id }) => id === key);
  if (!target || !column || !aimed || target.primaryKey?.columns.length !== 1)
    return place.document;
  if (column.type.kind !== aimed.type.kind) return place.document;
  return applied(
    place.document,
    addForeignKey(place.document, {
      newId: place.newId,
      table: column.table,
      columns: [column.id],
      target: target.table.id,
      targetColumns: [aimed.id],
      name: place.dice[2] % 2 === 0 ? null : `fk_${place.dice[2]}`,
    }),
  );
};

export const changeForeignKey = (place: Place): SchemaDocument => {
  const key = pick(recordsOf(place.document, "foreignKey"), place.dice[0]);
  if (!key) return place.document;
  if (place.dice[1] % 3 === 0) {
    return applied(place.document, removeForeignKeys(place.document, { foreignKeys: [key.id] }));
  }
  const onDelete = pick(ACTIONS, place.dice[2]) ?? "cascade";
  return withRecord(place.document, {
    ...key,
    onDelete,
    name: place.dice[1] % 3 === 1 ? key.name : `fk_${place.dice[2]}`,
  });
};

/** The key of a table to which nothing refers. */
export const changeKey = (place: Place): SchemaDocument => {
  const view = tableAt(place);
  const column = anyColumn(place);
  if (!view || !column || view.referredBy.length > 0 || column.generated?.kind === "computed")
    return place.document;
  const columns = place.dice[2] % 3 === 0 ? [] : [column.id];
  return applied(
    place.document,
    setPrimaryKey(place.document, { newId: place.newId, table: view.table.id, columns }),
  );
};

export const changeUnique = (place: Place): SchemaDocument => {
  const column = freeColumn(place);
  if (!column) return place.document;
  const unique = place.dice[2] % 2 === 0;
  return applied(
    place.document,
    setUnique(place.document, {
      newId: place.newId,
      table: column.table,
      columns: [column.id],
      unique,
    }),
  );
};
