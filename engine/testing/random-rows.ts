/** Random designs with relations of every kind, and random rows that fit them. */
import fc from "fast-check";
import { createScript, printScript } from "../ddl/index.ts";
import type { EmbeddedDriver, SqlValue } from "../drivers/index.ts";
import type { SchemaDocument } from "../schema/index.ts";
import type { DialectName } from "../sql/index.ts";
import { draftDocument, type ForeignKeyDraft, type TableDraft } from "./draft-document.ts";
import { openDatabase } from "./open-database.ts";

export type StoredRow = Readonly<Record<string, SqlValue>>;

/** A design, and the rows of its tables by their names. */
export type World = {
  /** How a test that fails shows it. */
  readonly [fc.toStringMethod]: () => string;
  readonly document: SchemaDocument;
  readonly rows: ReadonlyMap<string, readonly StoredRow[]>;
};

type TablePlan = { readonly composite: boolean; readonly size: number };
type KeyPlan = { readonly from: number; readonly to: number; readonly required: boolean };
type LinkPlan = { readonly from: number; readonly to: number };
type WorldPlan = {
  readonly tables: readonly TablePlan[];
  readonly keys: readonly KeyPlan[];
  readonly links: readonly LinkPlan[];
  /** What is drawn for values, one after the other, over and over. */
  readonly dice: readonly number[];
};

const NAMES = ["ants", "bees", "cows", "dogs"] as const;

const plan: fc.Arbitrary<WorldPlan> = fc.integer({ min: 2, max: 4 }).chain(count => {
  const table = fc.nat(count - 1);
  return fc.record({
    tables: fc.array(fc.record({ composite: fc.boolean(), size: fc.integer({ min: 0, max: 5 }) }), {
      minLength: count,
      maxLength: count,
    }),
    keys: fc.array(fc.record({ from: table, to: table, required: fc.boolean() }), {
      minLength: 1,
      maxLength: 4,
    }),
    links: fc.array(fc.record({ from: table, to: table }), { maxLength: 2 }),
    dice: fc.array(fc.nat(1_000), { minLength: 31, maxLength: 61 }),
  });
});

const nameOf = (index: number): string => NAMES[index] ?? "ants";

const keyOf = (table: TablePlan | undefined): readonly string[] =>
  table?.composite ? ["k", "l"] : ["id"];

const typeOf = (column: string): string => (column === "l" ? "varchar(8)" : "integer");

/** A required reference can only target earlier rows. */
const isRequired = ({ from, to, required }: KeyPlan, { tables }: WorldPlan): boolean =>
  required && to < from && (tables[to]?.size ?? 0) > 0;

const foreignKey = (target: number, prefix: string, key: readonly string[]): ForeignKeyDraft => ({
  columns: key.map(column => `${prefix}_${column}`),
  target: nameOf(target),
  targetColumns: key,
});

const tableDraft = (world: WorldPlan, index: number): TableDraft => {
  const own = keyOf(world.tables[index]);
  const keys = world.keys.flatMap((key, number) => (key.from === index ? [{ key, number }] : []));
  return {
    columns: [
      ...own.map(column => `${column} ${typeOf(column)} not null`),
      "n integer",
      "s text",
      "f boolean",
      ...keys.flatMap(({ key, number }) =>
        keyOf(world.tables[key.to]).map(
          column =>
            `r${number}_${column} ${typeOf(column)}${isRequired(key, world) ? " not null" : ""}`,
        ),
      ),
    ],
    primaryKey: own,
    foreignKeys: keys.map(({ key, number }) =>
      foreignKey(key.to, `r${number}`, keyOf(world.tables[key.to])),
    ),
  };
};

const linkDraft = (world: WorldPlan, { from, to }: LinkPlan): TableDraft => {
  const [near, far] = [keyOf(world.tables[from]), keyOf(world.tables[to])];
  const columns = [
    ...near.map(column => ({ name: `a_${column}`, column })),
    ...far.map(column => ({ name: `b_${column}`, column })),
  ];
  return {
    columns: columns.map(({ name, column }) => `${name} ${typeOf(column)} not null`),
    primaryKey: columns.map(({ name }) => name),
    foreignKeys: [foreignKey(from, "a", near), foreignKey(to, "b", far)],
  };
};

const documentOf = (world: WorldPlan): SchemaDocument =>
  draftDocument({
    tables: Object.fromEntries([
      ...world.tables.map((_, index) => [nameOf(index), tableDraft(world, index)] as const),
      ...world.links.map((link, index) => [`links${index}`, linkDraft(world, link)] as const),
    ]),
  });

/** Draws from a plan's dice. */
class Dice {
  readonly #dice: readonly number[];
  #next = 0;

  constructor(dice: readonly number[]) {
    this.#dice = dice;
  }

  below(limit: number): number {
    const drawn = this.#dice[this.#next % this.#dice.length] ?? 0;
    this.#next += 1;
    return (drawn + Math.floor(this.#next / this.#dice.length)) % limit;
  }

  /** A value, or null once in a while. */
  value<Value>(values: readonly Value[]): Value | null {
    return values[this.below(values.length + 1)] ?? null;
  }
}

const keyValues = (table: TablePlan, row: number): StoredRow =>
  table.composite ? { k: 1 + Math.floor(row / 2), l: row % 2 === 0 ? "x" : "y" } : { id: row + 1 };

const rowsOf = (world: WorldPlan, index: number, dice: Dice): readonly StoredRow[] => {
  const table = world.tables[index];
  if (!table) return [];
  return Array.from({ length: table.size }, (_, row) => {
    const values: Record<string, SqlValue> = {
      ...keyValues(table, row),
      n: dice.value([1, 2, 3]),
      s: dice.value(["a", "b", "it's"]),
      f: dice.value([0, 1]),
    };
    world.keys.forEach((key, number) => {
      const target = world.tables[key.to];
      if (key.from !== index || !target) return;
      const referred = dice.below(target.size + (isRequired(key, world) ? 0 : 1));
      const referenced = referred < target.size ? keyValues(target, referred) : null;
      const half = referenced === null && dice.below(2) === 1;
      keyOf(target).forEach((column, place) => {
        const kept = half && place === 0 && target.composite ? 1 : null;
        values[`r${number}_${column}`] = referenced ? (referenced[column] ?? null) : kept;
      });
    });
    return values;
  });
};

const linkRows = (world: WorldPlan, { from, to }: LinkPlan, dice: Dice): readonly StoredRow[] => {
  const [near, far] = [world.tables[from], world.tables[to]];
  if (!near || !far) return [];
  const rows: StoredRow[] = [];
  for (let a = 0; a < near.size; a += 1) {
    for (let b = 0; b < far.size; b += 1) {
      if (dice.below(2) === 0) continue;
      const entries = [
        ...Object.entries(keyValues(near, a)).map(([name, value]) => [`a_${name}`, value] as const),
        ...Object.entries(keyValues(far, b)).map(([name, value]) => [`b_${name}`, value] as const),
      ];
      rows.push(Object.fromEntries(entries));
    }
  }
  return rows;
};

const worldOf = (world: WorldPlan): World => {
  const dice = new Dice(world.dice);
  const document = documentOf(world);
  const rows = new Map([
    ...world.tables.map((_, index) => [nameOf(index), rowsOf(world, index, dice)] as const),
    ...world.links.map((link, index) => [`links${index}`, linkRows(world, link, dice)] as const),
  ]);
  const shown = () =>
    printScript(createScript(document, "sqlite").value).text + JSON.stringify([...rows], null, 1);
  return { document, rows, [fc.toStringMethod]: shown };
};

export const randomWorld: fc.Arbitrary<World> = plan.map(worldOf);

const literal = (value: SqlValue, isTruth: boolean): string => {
  if (isTruth && value !== null) return value === 0 ? "false" : "true";
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value ?? "NULL");
};

/** The statements that make the tables and rows of a world; rows may refer to rows that come later. */
export const worldScript = ({ document, rows }: World, dialect: DialectName): readonly string[] => {
  const inserts = [...rows].flatMap(([table, all]) =>
    all.map(row => {
      const values = Object.entries(row).map(([name, value]) => literal(value, name === "f"));
      return `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${values.join(", ")})`;
    }),
  );
  const tables = createScript(document, dialect).value.map(({ text }) => text);
  return [...tables, ...inserts];
};

/** A database with the tables and rows of a world. */
export const openWorld = (world: World): EmbeddedDriver => {
  const driver = openDatabase();
  driver.query("PRAGMA foreign_keys = OFF");
  for (const text of worldScript(world, "sqlite")) driver.query(text);
  return driver;
};
