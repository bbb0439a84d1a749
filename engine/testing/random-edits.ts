/** Random edits of a design: every kind of change that a migration has to carry out. */
import fc from "fast-check";
import {
  addColumn,
  addForeignKey,
  addTable,
  applyDiff,
  type Column,
  type ColumnType,
  type Diff,
  moveColumn,
  type NewId,
  parseColumnLine,
  type ReferentialAction,
  recordsOf,
  removeColumns,
  removeForeignKeys,
  removeTables,
  renameTable,
  type SchemaDocument,
  type SchemaRecord,
  setPrimaryKey,
  setUnique,
  type TableView,
  tableViews,
  updateColumn,
} from "../schema/index.ts";

/** One edit as it is drawn: which kind, and three dice to choose with. */
export type RandomEdit = {
  readonly kind: keyof typeof kinds;
  readonly dice: readonly [number, number, number];
};

type Place = {
  readonly document: SchemaDocument;
  readonly newId: NewId;
  readonly dice: RandomEdit["dice"];
};

const pick = <Item>(items: readonly Item[], die: number): Item | undefined =>
  items.length === 0 ? undefined : items[die % items.length];

const NAMES = ["ants", "bees", "eels", "n", "s", "f", "x", "order"] as const;

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

const ACTIONS: readonly ReferentialAction[] = ["no action", "cascade", "set null", "restrict"];

const withRecord = (document: SchemaDocument, ...changed: readonly SchemaRecord[]) => {
  const records = new Map(document.records);
  for (const record of changed) records.set(record.id, record);
  return { records };
};

const without = (document: SchemaDocument, id: string | undefined): SchemaDocument => {
  const records = new Map(document.records);
  if (id !== undefined) records.delete(id);
  return { records };
};

const tableAt = ({ document, dice: [die] }: Place): TableView | undefined =>
  pick(tableViews(document), die);

/** A column that is no part of a key or a foreign key, nor spoken of in SQL. */
const freeColumn = (place: Place): Column | undefined => {
  const view = tableAt(place);
  if (!view) return undefined;
  const used = new Set<string>([
    ...(view.primaryKey?.columns ?? []),
    ...[...view.foreignKeys, ...view.referredBy].flatMap(key => [
      ...key.columns,
      ...key.targetColumns,
    ]),
  ]);
  const free = view.columns.filter(({ id, generated }) => !used.has(id) && generated === null);
  return pick(free, place.dice[1]);
};

const anyColumn = (place: Place): Column | undefined =>
  pick(tableAt(place)?.columns ?? [], place.dice[1]);

const applied = (document: SchemaDocument, { value }: { readonly value: Diff }) =>
  applyDiff(document, value);

const hasTexts = (view: TableView | undefined, name: string): boolean =>
  view !== undefined &&
  [
    ...view.checks.map(check => check.expression),
    ...view.indexes.map(index => index.where ?? ""),
    ...view.columns.map(({ generated }) => (generated?.kind === "computed" ? generated.text : "")),
  ].some(text => text.includes(name));

const changeColumn = (
  place: Place,
  column: Column | undefined,
  changes: Partial<
    Pick<Column, "name" | "type" | "nullable" | "default" | "generated" | "comment">
  >,
): SchemaDocument =>
  column
    ? applied(place.document, updateColumn(place.document, { column: column.id, changes }))
    : place.document;

/** Two columns of a table with each other's names, SQL that speaks of them aside. */
const swapNames = (place: Place): SchemaDocument => {
  const view = tableAt(place);
  const [one, other] = [
    pick(view?.columns ?? [], place.dice[1]),
    pick(view?.columns ?? [], place.dice[2]),
  ];
  if (!view || !one || !other || one === other) return place.document;
  if (hasTexts(view, one.name) || hasTexts(view, other.name)) return place.document;
  return withRecord(place.document, { ...one, name: other.name }, { ...other, name: one.name });
};

const swapTables = (place: Place): SchemaDocument => {
  const views = tableViews(place.document);
  const [one, other] = [pick(views, place.dice[0])?.table, pick(views, place.dice[1])?.table];
  if (!one || !other || one === other) return place.document;
  return withRecord(place.document, { ...one, name: other.name }, { ...other, name: one.name });
};

const dropColumn = (place: Place): SchemaDocument => {
  const column = freeColumn(place);
  if (!column || hasTexts(tableAt(place), column.name)) return place.document;
  return applied(place.document, removeColumns(place.document, { columns: [column.id] }));
};

const newColumn = (place: Place): SchemaDocument => {
  const view = tableAt(place);
  const draft = parseColumnLine(pick(LINES, place.dice[1]) ?? "x integer", place.document).value;
  if (!view || !draft) return place.document;
  return applied(
    place.document,
    addColumn(place.document, { newId: place.newId, table: view.table.id, draft }),
  );
};

const computedColumn = (place: Place): SchemaDocument => {
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

const newIndex = (place: Place): SchemaDocument => {
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

const changeIndex = (place: Place): SchemaDocument => {
  const index = pick(recordsOf(place.document, "index"), place.dice[0]);
  if (!index) return place.document;
  if (place.dice[1] % 3 === 0) return without(place.document, index.id);
  return withRecord(place.document, { ...index, name: `ix_${place.dice[2] % 6}` });
};

const newCheck = (place: Place): SchemaDocument => {
  const column = tableAt(place)?.columns.find(
    ({ type, generated }) => type.kind === "integer" && generated === null,
  );
  if (!column) return place.document;
  const name = place.dice[1] % 2 === 0 ? null : `ck_${place.dice[2]}`;
  const expression = `${column.name} > -${place.dice[2]} - 1`;
  return withRecord(place.document, {
    kind: "check",
    id: place.newId("check"),
    table: column.table,
    name,
    expression,
  });
};

const newEnum = (place: Place): SchemaDocument => {
  const { document, newId, dice } = place;
  const known = pick(recordsOf(document, "enum"), dice[2]);
  const id = known?.id ?? newId("enum");
  const values = known?.values ?? ["a", "b", "it's"];
  const grown = withRecord(document, { kind: "enum", id, name: known?.name ?? "mood", values });
  const column = freeColumn(place);
  if (!column || column.default !== null || hasTexts(tableAt(place), column.name)) return grown;
  return withRecord(grown, { ...column, type: { kind: "enum", enum: id } });
};

const changeEnum = (place: Place): SchemaDocument => {
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

const newTable = (place: Place): SchemaDocument => {
  const name = pick(NAMES, place.dice[0]) ?? "ants";
  return applied(
    place.document,
    addTable(place.document, { newId: place.newId, name, x: 0, y: 0 }),
  );
};

const newForeignKey = (place: Place): SchemaDocument => {
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

const changeForeignKey = (place: Place): SchemaDocument => {
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
const changeKey = (place: Place): SchemaDocument => {
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

const changeUnique = (place: Place): SchemaDocument => {
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

const dropTable = (place: Place): SchemaDocument => {
  const view = tableAt(place);
  if (!view || tableViews(place.document).length < 2) return place.document;
  return applied(place.document, removeTables(place.document, { tables: [view.table.id] }));
};

const renameOne = (place: Place): SchemaDocument => {
  const view = tableAt(place);
  const name = pick(NAMES, place.dice[1]) ?? "ants";
  if (!view) return place.document;
  return applied(place.document, renameTable(place.document, { table: view.table.id, name }));
};

const commentTable = (place: Place): SchemaDocument => {
  const view = tableAt(place);
  return view
    ? withRecord(place.document, {
        ...view.table,
        comment: ["", "It's", "all"][place.dice[1] % 3] ?? "",
      })
    : place.document;
};

const changeDefault = (place: Place): SchemaDocument => {
  const column = freeColumn(place);
  if (column?.type.kind !== "integer") return place.document;
  const value = place.dice[2] % 3;
  return changeColumn(place, column, { default: value === 0 ? null : { kind: "value", value } });
};

const move = (place: Place): SchemaDocument => {
  const view = tableAt(place);
  const column = anyColumn(place);
  if (!column || !view) return place.document;
  const index = place.dice[2] % view.columns.length;
  return applied(place.document, moveColumn(place.document, { column: column.id, index }));
};

const changeType = (place: Place): SchemaDocument => {
  const column = freeColumn(place);
  const type = pick(TYPES, place.dice[2]);
  if (!column || !type || column.default !== null || hasTexts(tableAt(place), column.name))
    return place.document;
  return changeColumn(place, column, { type });
};

const kinds = {
  newTable,
  dropTable,
  renameTable: renameOne,
  swapTables,
  commentTable,
  newColumn,
  computedColumn,
  dropColumn,
  renameColumn: (place: Place) =>
    changeColumn(place, anyColumn(place), { name: pick(NAMES, place.dice[2]) ?? "x" }),
  swapNames,
  changeType,
  changeNullable: (place: Place) => {
    const column = freeColumn(place);
    return changeColumn(place, column, { nullable: !column?.nullable });
  },
  changeDefault,
  commentColumn: (place: Place) =>
    changeColumn(place, anyColumn(place), { comment: ["", "a", "b"][place.dice[2] % 3] ?? "" }),
  move,
  changeKey,
  changeUnique,
  newCheck,
  dropCheck: (place: Place) =>
    without(place.document, pick(recordsOf(place.document, "check"), place.dice[0])?.id),
  newIndex,
  changeIndex,
  newForeignKey,
  changeForeignKey,
  newEnum,
  changeEnum,
} as const satisfies Readonly<Record<string, (place: Place) => SchemaDocument>>;

export const randomEdits = (maxLength: number): fc.Arbitrary<readonly RandomEdit[]> => {
  const die = fc.nat(99);
  const kind = fc.constantFrom(...(Object.keys(kinds) as readonly RandomEdit["kind"][]));
  return fc.array(fc.record({ kind, dice: fc.tuple(die, die, die) }), { minLength: 1, maxLength });
};

/** The document after the edits, one after the other. */
export const editDocument = (
  document: SchemaDocument,
  edits: readonly RandomEdit[],
  newId: NewId,
): SchemaDocument =>
  edits.reduce<SchemaDocument>(
    (current, { kind, dice }) => kinds[kind]({ document: current, newId, dice }),
    document,
  );
