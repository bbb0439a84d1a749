/** Random edits of a design: every kind of change that a migration has to carry out. */
import fc from "fast-check";
import {
  addTable,
  type NewId,
  recordsOf,
  removeTables,
  renameTable,
  type SchemaDocument,
  tableViews,
} from "../schema/index.ts";
import {
  changeColumn,
  changeDefault,
  changeType,
  computedColumn,
  dropColumn,
  move,
  newColumn,
  swapNames,
} from "./random-column-edits.ts";
import {
  anyColumn,
  applied,
  freeColumn,
  NAMES,
  type Place,
  pick,
  tableAt,
  without,
  withRecord,
} from "./random-edit-place.ts";
import {
  changeEnum,
  changeForeignKey,
  changeIndex,
  changeKey,
  changeUnique,
  newCheck,
  newEnum,
  newForeignKey,
  newIndex,
} from "./random-part-edits.ts";

/** One edit as it is drawn: which kind, and three dice to choose with. */
export type RandomEdit = {
  readonly kind: keyof typeof kinds;
  readonly dice: Place["dice"];
};

const swapTables = (place: Place): SchemaDocument => {
  const views = tableViews(place.document);
  const [one, other] = [pick(views, place.dice[0])?.table, pick(views, place.dice[1])?.table];
  if (!one || !other || one === other) return place.document;
  return withRecord(place.document, { ...one, name: other.name }, { ...other, name: one.name });
};

const newTable = (place: Place): SchemaDocument => {
  const name = pick(NAMES, place.dice[0]) ?? "ants";
  return applied(
    place.document,
    addTable(place.document, { newId: place.newId, name, x: 0, y: 0 }),
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
