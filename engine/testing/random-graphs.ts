/** Random designs for sessions: keys of every kind, references that may go round in circles, unique ones and values, versions, plain join tables. */
import fc from "fast-check";
import type { DocumentDraft, ForeignKeyDraft, TableDraft } from "./draft-document.ts";

type KeyKind = "generated" | "natural" | "composite";

/** Columns of a key, by the names that they have in its own table. */
const KEYS: Readonly<Record<KeyKind, readonly (readonly [name: string, type: string])[]>> = {
  generated: [["id", "integer"]],
  natural: [["code", "varchar(40)"]],
  composite: [
    ["part", "integer"],
    ["half", "varchar(40)"],
  ],
};

const reference = fc.record({
  from: fc.nat(),
  to: fc.nat(),
  isNullable: fc.boolean(),
  /** One to one. */
  isUnique: fc.boolean(),
  /** Whether but one column of a key of two may be null. */
  isUneven: fc.boolean(),
  onDelete: fc.constantFrom("cascade" as const, "set null" as const, "restrict" as const),
});

/** A column whose values no two rows share. */
const MARKS: Readonly<Record<"none" | "number" | "text", readonly string[]>> = {
  none: [],
  number: ["mark integer?"],
  text: ["mark varchar(40) not null"],
};

const extras = fc.record({
  mark: fc.constantFrom<keyof typeof MARKS>("none", "number", "text"),
  hasVersion: fc.boolean(),
});

const plan = fc.record({
  keys: fc.array(fc.constantFrom<KeyKind>("generated", "natural", "composite"), {
    minLength: 2,
    maxLength: 4,
  }),
  references: fc.array(reference, { minLength: 1, maxLength: 6 }),
  extras: fc.array(extras, { minLength: 4, maxLength: 4 }),
  links: fc.array(fc.record({ from: fc.nat(), to: fc.nat() }), { maxLength: 2 }),
});

const keyLines = (kind: KeyKind): readonly string[] =>
  kind === "generated"
    ? ["id integer primary key"]
    : KEYS[kind].map(([name, type]) => `${name} ${type} not null`);

/** Columns in one table that hold a key of another. */
const foreign = (prefix: string, target: string, kind: KeyKind) => ({
  columns: KEYS[kind].map(([name, type]) => [`${prefix}_${name}`, type] as const),
  key: {
    columns: KEYS[kind].map(([name]) => `${prefix}_${name}`),
    target,
    targetColumns: KEYS[kind].map(([name]) => name),
  },
});

export const randomGraphDraft: fc.Arbitrary<DocumentDraft> = plan.map(
  ({ keys, references, links, extras }) => {
    const names = keys.map((_, index) => `t${index}`);
    const nameAt = (number: number) => names[number % names.length] ?? "t0";
    const kindAt = (number: number) => keys[number % keys.length] ?? "generated";
    const tables: Record<string, TableDraft> = {};
    names.forEach((name, index) => {
      const { mark = "none", hasVersion = false } = extras[index] ?? {};
      const lines = [...keyLines(kindAt(index)), "label text not null", ...MARKS[mark]];
      if (hasVersion) lines.push("version integer?");
      const foreignKeys: ForeignKeyDraft[] = [];
      const unique: (readonly string[])[] = mark === "none" ? [] : [["mark"]];
      references.forEach(({ from, to, isNullable, isUnique, isUneven, onDelete }, number) => {
        if (nameAt(from) !== name) return;
        const { columns, key } = foreign(`r${number}`, nameAt(to), kindAt(to));
        // A cycle of required references cannot hold any row.
        const mayBeNull = isNullable || to % names.length >= index;
        const isPart = (place: number) => isUneven && place > 0;
        lines.push(
          ...columns.map(
            ([column, type], place) =>
              `${column} ${type}${mayBeNull && !isPart(place) ? "?" : " not null"}`,
          ),
        );
        if (mayBeNull && isUnique) unique.push(key.columns);
        // Rows that keep each other can never be deleted; what is not null cannot be set to null.
        const isKept = onDelete === "restrict" && to % names.length < index;
        const isCut = onDelete === "set null" && mayBeNull && !(isUneven && columns.length > 1);
        foreignKeys.push({ ...key, onDelete: isKept || isCut ? onDelete : "cascade" });
      });
      const isGenerated = kindAt(index) === "generated";
      const primaryKey = KEYS[kindAt(index)].map(([column]) => column);
      tables[name] = {
        columns: lines,
        unique,
        foreignKeys,
        ...(isGenerated ? {} : { primaryKey }),
      };
    });
    links.forEach(({ from, to }, number) => {
      const left = foreign("left", nameAt(from), kindAt(from));
      const right = foreign("right", nameAt(to), kindAt(to));
      const columns = [...left.columns, ...right.columns];
      tables[`j${number}`] = {
        columns: columns.map(([column, type]) => `${column} ${type} not null`),
        primaryKey: columns.map(([column]) => column),
        foreignKeys: [
          { ...left.key, onDelete: "cascade" },
          { ...right.key, onDelete: "cascade" },
        ],
      };
    });
    return { tables };
  },
);
