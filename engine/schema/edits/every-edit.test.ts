/** Random edits of all kinds: each keeps the design valid, and is undone by its reverse. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Report } from "../../base/index.ts";
import { draftDocument } from "../../testing/draft-document.ts";
import { edited, freshIds } from "../../testing/edits.ts";
import { parseTableLine } from "../column-line/index.ts";
import { type Choices, type Consequence, dependentsOf } from "../dependents/index.ts";
import { type Diff, isEmptyDiff } from "../diff.ts";
import { parseProjectFile, printProjectFile } from "../file/project-file.ts";
import type { NewId, RecordKind, RecordOf, SchemaDocument } from "../records.ts";
import { recordsOf, tableView } from "../views.ts";
import {
  addArea,
  addCheck,
  addEnum,
  addIndex,
  addLine,
  addNote,
  addUniqueKey,
  moveArea,
  relateTables,
  removeChecks,
  removeColumns,
  removeEnums,
  removeIndexes,
  removeKeys,
  removeTables,
  setUnique,
  updateColumn,
  updateEnum,
  updateForeignKey,
  updateIndex,
  updateKey,
  updateTable,
} from "./index.ts";

/** A document and dice to choose with. */
type Throw = {
  readonly document: SchemaDocument;
  readonly newId: NewId;
  readonly dice: readonly number[];
};

const pick = <Item>(items: readonly Item[], die = 0): Item | undefined =>
  items.length === 0 ? undefined : items[die % items.length];

const any = <Kind extends RecordKind>({ document, dice }: Throw, kind: Kind) =>
  pick<RecordOf<Kind>>(recordsOf(document, kind), dice[0]);

/** One or two columns of a table. */
const someColumns = (
  { document, dice }: Throw,
  table: RecordOf<"table">["id"],
): readonly RecordOf<"column">["id"][] => {
  const { columns } = tableView(document, table);
  const found = [pick(columns, dice[1]), pick(columns, dice[2])].flatMap(each => each?.id ?? []);
  return [...new Set(found)];
};

/** An edit of a random record; none where there is no such record. */
const onOne =
  <Kind extends RecordKind>(
    kind: Kind,
    edit: (given: Throw, record: RecordOf<Kind>) => Report<Diff> | undefined,
  ) =>
  (given: Throw): Report<Diff> | undefined => {
    const record = any(given, kind);
    return record && edit(given, record);
  };

const LINES = [
  "x integer check (x > 0)",
  "state enum(draft, live) = draft",
  "code text pk",
  "other -> a on delete cascade",
  "double integer as (n * 2)",
  "check (n > 1)",
  "index (n desc) where n > 2",
  "unique (n)",
  "note text comment 'it''s'",
] as const;

const CONSEQUENCES: readonly Consequence[] = ["remove", "shorten", "convert", "remove-columns"];

const choose = (document: SchemaDocument, die = 0): Choices =>
  new Map([...document.records.keys()].map(id => [id, pick(CONSEQUENCES, die) ?? "remove"]));

const edits = {
  line: onOne("table", ({ document, newId, dice }, { id: table }) => {
    const { value } = parseTableLine(pick(LINES, dice[1]) ?? "x", document, table);
    return value ? addLine(document, { newId, table, draft: value }) : undefined;
  }),
  index: onOne("table", (given, { id: table }) => {
    const parts = someColumns(given, table).map(
      column => ({ kind: "column", column, descending: true }) as const,
    );
    return addIndex(given.document, { newId: given.newId, table, parts, unique: true });
  }),
  updateIndex: onOne("index", ({ document, dice }, { id: index }) =>
    updateIndex(document, { index, unique: (dice[1] ?? 0) % 2 === 0, name: `i${dice[2]}` }),
  ),
  removeIndex: onOne("index", ({ document }, { id }) => removeIndexes(document, { indexes: [id] })),
  check: onOne("table", ({ document, newId, dice }, { id: table }) =>
    addCheck(document, { newId, table, expression: `n > ${dice[1]}` }),
  ),
  removeCheck: onOne("check", ({ document }, { id }) => removeChecks(document, { checks: [id] })),
  unique: onOne("table", (given, { id: table }) => {
    const columns = someColumns(given, table);
    return addUniqueKey(given.document, { newId: given.newId, table, columns });
  }),
  setUnique: onOne("column", ({ document, newId, dice }, { id, table }) =>
    setUnique(document, { newId, table, columns: [id], unique: (dice[1] ?? 0) % 2 === 0 }),
  ),
  updateKey: onOne("key", (given, { id: key, table }) =>
    updateKey(given.document, { key, columns: someColumns(given, table), name: "k" }),
  ),
  removeKey: onOne("key", ({ document }, { id }) => removeKeys(document, { keys: [id] })),
  enum: ({ document, newId, dice }: Throw) =>
    addEnum(document, { newId, name: `e${dice[0]}`, values: ["a", "b"] }),
  updateEnum: onOne("enum", ({ document, dice }, { id, values }) => {
    const renamedValues = new Map([[values[0] ?? "", `v${dice[1]}`]]);
    return (dice[2] ?? 0) % 2 === 0
      ? updateEnum(document, { enum: id, renamedValues })
      : updateEnum(document, { enum: id, values: values.slice(1) });
  }),
  removeEnum: onOne("enum", ({ document, dice }, { id }) => {
    const whenUsed = (dice[1] ?? 0) % 2 === 0 ? "refuse" : "text";
    return removeEnums(document, { enums: [id], whenUsed });
  }),
  relate: onOne("table", (given, { id: table }) => {
    const { document, newId, dice } = given;
    const target = pick(recordsOf(document, "table"), dice[1])?.id ?? table;
    const kind = pick(["many-to-one", "one-to-one", "many-to-many"] as const, dice[2]);
    const columns = (dice[3] ?? 0) % 3 === 0 ? someColumns(given, table) : [];
    const ends = { newId, table, columns, target, targetColumns: [] };
    return relateTables(document, kind ? { ...ends, kind } : ends);
  }),
  updateRelation: onOne("foreignKey", (given, { id: foreignKey, table }) => {
    const { document, dice } = given;
    const target = pick(recordsOf(document, "table"), dice[3])?.id ?? table;
    const changes = { target, columns: someColumns(given, table) };
    return updateForeignKey(document, { foreignKey, changes });
  }),
  type: onOne("column", ({ document, dice }, { id: column }) => {
    const type = pick([{ kind: "uuid" }, { kind: "integer", bits: 64 }] as const, dice[1]);
    return type && updateColumn(document, { column, changes: { type }, alsoReferences: true });
  }),
  rename: onOne("column", ({ document, dice }, { id: column }) =>
    updateColumn(document, { column, changes: { name: `c${dice[1]}` } }),
  ),
  computed: onOne("column", ({ document, dice }, { id: column }) => {
    const generated = { kind: "computed", text: `n + ${dice[1]}`, stored: true } as const;
    return updateColumn(document, { column, changes: { generated } });
  }),
  removeColumn: onOne("column", ({ document, dice }, { id }) => {
    const choices = choose(document, dice[1]);
    expect(dependentsOf(document, [id], choices)).toBeDefined();
    return removeColumns(document, { columns: [id], choices });
  }),
  removeTable: onOne("table", ({ document, dice }, { id }) => {
    const isLast = recordsOf(document, "table").length < 3;
    return isLast
      ? undefined
      : removeTables(document, { tables: [id], choices: choose(document, dice[1]) });
  }),
  color: onOne("table", ({ document }, { id: table }) =>
    updateTable(document, { table, color: "teal" }),
  ),
  note: ({ document, newId, dice: [x = 0, y = 0] }: Throw) =>
    addNote(document, { newId, text: "note", x, y, width: 9, height: 9 }),
  area: ({ document, newId, dice: [x = 0, y = 0] }: Throw) =>
    addArea(document, { newId, title: "area", x, y, width: 99, height: 99 }),
  moveArea: onOne("area", ({ document, dice: [, x = 0, y = 0] }, { id: area }) =>
    moveArea(document, { area, x, y, sizes: new Map() }),
  ),
} as const satisfies Readonly<Record<string, (given: Throw) => Report<Diff> | undefined>>;

const start = draftDocument({
  enums: { mood: ["calm", "glad"] },
  tables: {
    a: { columns: ["id integer pk", "n integer", "mood mood = calm"] },
    b: {
      columns: ["a_id -> a", "n integer", "m integer"],
      primaryKey: ["a_id", "n"],
      checks: [{ name: "c", expression: "m > n" }],
      indexes: [{ name: "i", parts: ["m", "(abs(n))"], where: "n > 0" }],
    },
    c: {
      columns: ["id integer pk", "x integer", "n integer"],
      foreignKeys: [{ columns: ["x", "n"], target: "b", targetColumns: ["a_id", "n"] }],
    },
  },
});

/** A stored document is read without a diagnostic only if every record and reference is valid. */
const expectValid = (document: SchemaDocument): void => {
  const file = printProjectFile({ name: "", document, queries: [], rows: null });
  const { value, diagnostics } = parseProjectFile(file);
  expect(diagnostics).toEqual([]);
  expect(value.document.records.size).toBe(document.records.size);
};

it("keeps the design valid, changes nothing when it is refused, and is undone", () => {
  const kinds = Object.keys(edits) as readonly (keyof typeof edits)[];
  const step = fc.record({
    kind: fc.constantFrom(...kinds),
    dice: fc.array(fc.nat(50), { minLength: 4, maxLength: 4 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), steps => {
      const newId = freshIds();
      const end = steps.reduce((document, { kind, dice }) => {
        const outcome = edits[kind]({ document, newId, dice });
        if (!outcome) return document;
        if (outcome.diagnostics.every(({ severity }) => severity !== "error")) {
          return edited(document, outcome);
        }
        expect(isEmptyDiff(outcome.value), kind).toBe(true);
        return document;
      }, start);
      expectValid(end);
    }),
    { numRuns: 300 },
  );
});
