/** Where a random edit happens, and how it chooses. */
import {
  applyDiff,
  type Column,
  type Diff,
  type NewId,
  type SchemaDocument,
  type SchemaRecord,
  type TableView,
  tableViews,
} from "../schema/index.ts";

export type Place = {
  readonly document: SchemaDocument;
  readonly newId: NewId;
  readonly dice: readonly [number, number, number];
};

export const pick = <Item>(items: readonly Item[], die: number): Item | undefined =>
  items.length === 0 ? undefined : items[die % items.length];

export const NAMES = ["ants", "bees", "eels", "n", "s", "f", "x", "order"] as const;

export const withRecord = (document: SchemaDocument, ...changed: readonly SchemaRecord[]) => {
  const records = new Map(document.records);
  for (const record of changed) records.set(record.id, record);
  return { records };
};

export const without = (document: SchemaDocument, id: string | undefined): SchemaDocument => {
  const records = new Map(document.records);
  if (id !== undefined) records.delete(id);
  return { records };
};

export const applied = (document: SchemaDocument, { value }: { readonly value: Diff }) =>
  applyDiff(document, value);

export const tableAt = ({ document, dice: [die] }: Place): TableView | undefined =>
  pick(tableViews(document), die);

/** A column outside keys and foreign keys that no SQL text refers to. */
export const freeColumn = (place: Place): Column | undefined => {
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

export const anyColumn = (place: Place): Column | undefined =>
  pick(tableAt(place)?.columns ?? [], place.dice[1]);

export const hasTexts = (view: TableView | undefined, name: string): boolean =>
  view !== undefined &&
  [
    ...view.checks.map(check => check.expression),
    ...view.indexes.map(index => index.where ?? ""),
    ...view.columns.map(({ generated }) => (generated?.kind === "computed" ? generated.text : "")),
  ].some(text => text.includes(name));
