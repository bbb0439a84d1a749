/** Random designs: every type, keys of one and several columns, checks, indexes, computed columns, relations. */
import fc from "fast-check";
import type { DocumentDraft, ForeignKeyDraft, TableDraft } from "../draft-document.ts";

const name = fc.oneof(
  fc.constantFrom("id", "name", "class", "Order", "text", "metadata", "a b", "date", "save", "pk"),
  fc.stringMatching(/^[a-z]{1,6}$/),
);

const types = [
  ..."integer bigint smallint varchar(10) varchar text char(3) boolean date time datetime".split(
    " ",
  ),
  ..."timestamptz decimal(6,2) decimal real double uuid json blob mood".split(" "),
];

const column = fc.record({
  name,
  type: fc.constantFrom(...types),
  rest: fc.constantFrom("", " not null", " unique"),
});

type RandomColumn = { readonly name: string; readonly type: string; readonly rest: string };

const reference = fc.record({
  to: fc.nat(4),
  rest: fc.constantFrom("", " not null", " unique"),
  onDelete: fc.constantFrom("no action", "restrict", "cascade", "set null"),
  onUpdate: fc.constantFrom("no action", "cascade"),
});

const extras = fc.record({
  strict: fc.boolean(),
  comment: fc.constantFrom("", "A comment.", 'Two\nlines and a "quote" \\ backslash'),
  check: fc.constantFrom(null, "key > 0", "key % 2 >= 0 OR key BETWEEN -1 AND 1"),
  index: fc.constantFrom(null, "key desc", "key"),
  where: fc.constantFrom(null, "key > 5"),
  indexName: fc.constantFrom("", "_key"),
  unique: fc.boolean(),
  computed: fc.constantFrom(null, true, false),
});

const randomTable = fc.record({
  columns: fc.array(column, { maxLength: 5 }),
  references: fc.array(reference, { maxLength: 3 }),
  extras,
});

type RandomTable = typeof randomTable extends fc.Arbitrary<infer Table> ? Table : never;

const distinct = (columns: readonly RandomColumn[]): readonly RandomColumn[] => {
  const names = new Set(["key", "twice"]);
  return columns.filter(({ name: given }) => {
    const isNew = !names.has(given.toLowerCase());
    names.add(given.toLowerCase());
    return isNew;
  });
};

const tableDraft = (table: RandomTable, at: number, count: number): TableDraft => {
  const { columns, references, extras: given } = table;
  const keys = references.map(
    ({ to, onDelete, onUpdate }, index): ForeignKeyDraft => ({
      columns: [`ref${index}_key`],
      target: `t${to % count}`,
      targetColumns: ["key"],
      onDelete: onDelete as NonNullable<ForeignKeyDraft["onDelete"]>,
      onUpdate: onUpdate as NonNullable<ForeignKeyDraft["onUpdate"]>,
    }),
  );
  const computed = given.computed === null ? [] : ["twice integer"];
  return {
    comment: given.comment,
    columns: [
      "key integer pk",
      ...distinct(columns).map(each => `"${each.name}" ${each.type}${each.rest}`),
      ...references.map(({ rest }, index) => `ref${index}_key integer${rest}`),
      ...computed,
    ],
    details: {
      key: { generated: { kind: "identity", strict: given.strict } },
      ...(given.computed === null
        ? {}
        : { twice: { generated: { kind: "computed", text: "key * 2", stored: given.computed } } }),
    },
    checks: given.check === null ? [] : [{ name: `ck_t${at}`, expression: given.check }],
    indexes:
      given.index === null
        ? []
        : [
            {
              name: `ix_t${at}${given.indexName}`,
              parts: [given.index],
              unique: given.unique,
              where: given.where,
            },
          ],
    foreignKeys: keys,
  };
};

const refusing = fc.constantFrom("no action", "restrict", "cascade");

/** A join table, with or without numbered rows, or an association with a column besides its keys. */
const randomLink = fc.record({
  isNumbered: fc.boolean(),
  from: fc.nat(4),
  to: fc.nat(4),
  note: fc.constantFrom(null, "note text", "mood mood = 'happy'"),
  onDelete: refusing,
});

/** A table with a key of two columns, and one that references it. */
const randomPair = fc.record({
  type: fc.constantFrom("varchar(5)", "date", "bigint", "uuid"),
  rest: fc.constantFrom("", " not null"),
  onDelete: refusing,
  isUnique: fc.boolean(),
});

type Link = typeof randomLink extends fc.Arbitrary<infer Item> ? Item : never;
type Pair = typeof randomPair extends fc.Arbitrary<infer Item> ? Item : never;

const action = (name: string) => name as NonNullable<ForeignKeyDraft["onDelete"]>;

const linkKeys = (isNumbered: boolean): TableDraft =>
  isNumbered
    ? {
        columns: ["id integer pk", "a_key integer not null", "b_key integer not null"],
        details: { id: { generated: { kind: "identity", strict: false } } },
        unique: [["a_key", "b_key"]],
      }
    : { columns: ["a_key integer", "b_key integer"], primaryKey: ["a_key", "b_key"] };

const withColumn = (table: TableDraft, column: string | null): TableDraft =>
  column === null ? table : { ...table, columns: [...table.columns, column] };

const linkDraft = ({ isNumbered, from, to, note, onDelete }: Link, count: number): TableDraft => ({
  ...withColumn(linkKeys(isNumbered), note),
  foreignKeys: [
    { columns: ["a_key"], target: `t${from % count}`, targetColumns: ["key"] },
    {
      columns: ["b_key"],
      target: `t${to % count}`,
      targetColumns: ["key"],
      onDelete: action(onDelete),
    },
  ],
});

const pairDrafts = ({ type, rest, onDelete, isUnique }: Pair): DocumentDraft["tables"] => ({
  uses: {
    columns: ["key integer pk", `n integer${rest}`, `part ${type}${rest}`],
    unique: isUnique ? [["n", "part"]] : [],
    foreignKeys: [
      {
        columns: ["n", "part"],
        target: "pairs",
        targetColumns: ["n", "part"],
        onDelete: action(onDelete),
      },
    ],
    indexes: [{ name: "ix_uses", parts: ["(abs(n))", "part desc"] }],
  },
  pairs: { columns: ["n integer", `part ${type}`, "name text"], primaryKey: ["n", "part"] },
});

export const randomDesign: fc.Arbitrary<DocumentDraft> = fc
  .record({
    tables: fc.array(randomTable, { minLength: 1, maxLength: 5 }),
    links: fc.array(randomLink, { maxLength: 2 }),
    pair: fc.option(randomPair),
  })
  .map(({ tables, links, pair }) => ({
    enums: { mood: ["happy", "it's sad", ""] },
    tables: {
      ...Object.fromEntries(
        links.map((link, at) => [`link${at}`, linkDraft(link, tables.length)] as const),
      ),
      ...Object.fromEntries(
        tables.map((table, at) => [`t${at}`, tableDraft(table, at, tables.length)] as const),
      ),
      ...(pair ? pairDrafts(pair) : {}),
    },
  }));
