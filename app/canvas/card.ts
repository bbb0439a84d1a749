/** The content and the size of a table's card, computed from the document without measuring. */
import {
  type ColumnId,
  printColumnType,
  recordsOf,
  type SchemaDocument,
  type TableId,
  type TableView,
  tableViews,
} from "../../engine/index.ts";

export type CardRow = {
  readonly id: ColumnId;
  readonly name: string;
  readonly type: string;
  readonly primary: boolean;
  readonly foreign: boolean;
  readonly unique: boolean;
  readonly nullable: boolean;
};

export type Card = {
  readonly id: TableId;
  readonly name: string;
  readonly entity: string;
  /** Null for none. */
  readonly color: string | null;
  readonly rows: readonly CardRow[];
  readonly width: number;
  readonly height: number;
};

export const headHeight = 34;
export const rowHeight = 23;
const FOOT_HEIGHT = 5;

const NARROWEST = 188;
const WIDEST = 420;
// The advance width of a character: JetBrains Mono at 12 and 11 pixels, Inter semibold at 13.
const NAME_LETTER = 7.2;
const TYPE_LETTER = 6.6;
const TITLE_LETTER = 7.6;
const KEY_AND_PADDING = 12 + 24 + 12;

/** The vertical center of a row, relative to its card. */
export const rowMiddle = (index: number): number => headHeight + rowHeight * index + rowHeight / 2;

/** The vertical center of the row of a column, relative to its card. */
export const rowMiddleOf = ({ rows }: Card, column: ColumnId | undefined): number =>
  rowMiddle(
    Math.max(
      0,
      rows.findIndex(({ id }) => id === column),
    ),
  );

type Cards = ReadonlyMap<TableId, Card>;

type Known = {
  readonly view: TableView;
  readonly enums: string;
  readonly card: Card;
};

/** Cards by table. A card keeps its identity while its table is unchanged. */
export const createCardReader = (): ((document: SchemaDocument) => Cards) => {
  let known = new Map<TableId, Known>();
  let lastDocument: SchemaDocument | undefined;
  let lastCards: Cards = new Map();
  return document => {
    if (document === lastDocument) return lastCards;
    const enums = recordsOf(document, "enum")
      .map(({ id, name }) => id + name)
      .join();
    const next = new Map<TableId, Known>();
    for (const view of tableViews(document)) {
      const before = known.get(view.table.id);
      const same = before !== undefined && before.enums === enums && sameView(before.view, view);
      const card = same ? before.card : cardOf(document, view);
      next.set(view.table.id, { view, enums, card });
    }
    known = next;
    lastDocument = document;
    lastCards = new Map([...next].map(([id, { card }]) => [id, card]));
    return lastCards;
  };
};

export const cardOf = (document: SchemaDocument, view: TableView): Card => {
  const foreign = new Set(view.foreignKeys.flatMap(key => key.columns));
  const primary = new Set(view.primaryKey?.columns);
  const unique = new Set(
    view.uniqueKeys.flatMap(key => (key.columns.length === 1 ? key.columns : [])),
  );
  const rows = view.columns.map(column => ({
    id: column.id,
    name: column.name,
    type: printColumnType(column.type, document),
    primary: primary.has(column.id),
    foreign: foreign.has(column.id),
    unique: unique.has(column.id),
    nullable: column.nullable,
  }));
  const { id, name, entity, color = null } = view.table;
  return {
    id,
    name,
    entity,
    color,
    rows,
    width: widthFor(name, entity, rows),
    height: headHeight + rowHeight * rows.length + FOOT_HEIGHT,
  };
};

const widthFor = (name: string, entity: string, rows: readonly CardRow[]): number => {
  const title = 24 + entity.length * TITLE_LETTER + 8 + name.length * TYPE_LETTER;
  const lines = rows.map(
    row =>
      KEY_AND_PADDING +
      (row.name.length + (row.nullable ? 2 : 0)) * NAME_LETTER +
      16 +
      row.type.length * TYPE_LETTER,
  );
  const width = Math.max(NARROWEST, title, ...lines);
  // Multiples of 4 keep the widths of cards similar.
  return Math.min(WIDEST, Math.ceil(width / 4) * 4);
};

const sameView = (one: TableView, other: TableView): boolean =>
  one.table === other.table &&
  one.primaryKey === other.primaryKey &&
  sameItems(one.columns, other.columns) &&
  sameItems(one.foreignKeys, other.foreignKeys) &&
  sameItems(one.uniqueKeys, other.uniqueKeys);

const sameItems = <Item>(one: readonly Item[], other: readonly Item[]): boolean =>
  one.length === other.length && one.every((item, index) => item === other[index]);
