/** Keys, checks, foreign keys and indexes: which are dropped, added, or renamed. */
import { present } from "../../base/index.ts";
import {
  type Check,
  enumOf,
  type ForeignKey,
  type Index,
  type Key,
  mentions,
  recordsOf,
  type SchemaDocument,
  tableView,
} from "../../schema/index.ts";
import { checkLine, foreignKeyLine } from "../constraint-lines.ts";
import { createIndex } from "../create-index.ts";
import type { Drafting } from "../ddl-dialect.ts";
import { columnList } from "../names.ts";
import type { Pairing } from "./pairing.ts";

export type Part = Key | Check | ForeignKey | Index;

/** A part that is dropped or recreated, and why. */
export type PartMove = { readonly part: Part; readonly reason: string };

export type PartMoves = {
  readonly dropped: readonly PartMove[];
  readonly added: readonly PartMove[];
  /** Kept parts, before and after; their names may differ. */
  readonly stayed: readonly { readonly before: Part; readonly after: Part }[];
};

const WORDS = { check: "Check", foreignKey: "Foreign key", index: "Index" } as const;

const listIn = (document: SchemaDocument, part: Key | ForeignKey): string =>
  part.columns
    .map(id => (document.records.get(id) as { name?: string } | undefined)?.name)
    .join(", ");

/** The name of a part in a sentence. */
export const partName = (document: SchemaDocument, part: Part): string => {
  const table = tableView(document, part.table).table.name;
  if (part.kind === "key") {
    const word = part.primary ? "Primary key" : "Unique key";
    return `${word} (${listIn(document, part)}) of ${table}`;
  }
  const name =
    part.name || (part.kind === "check" ? part.expression : listIn(document, part as ForeignKey));
  return `${WORDS[part.kind]} ${part.name ? name : `(${name})`} of ${table}`;
};

/** The SQL that defines a part, without its name; null when the database does not support it. */
export const definitionOf = (drafting: Drafting, part: Part): string | null => {
  switch (part.kind) {
    case "key":
      return `${part.primary ? "PRIMARY KEY" : "UNIQUE"} ${columnList(drafting, part.columns)}`;
    case "check":
      return checkLine(drafting, tableView(drafting.document, part.table), { ...part, name: null });
    case "foreignKey":
      return foreignKeyLine(drafting, { ...part, name: null });
    case "index":
      return createIndex(drafting, tableView(drafting.document, part.table), part, "i");
  }
};

export const columnsOf = (part: Part): readonly string[] => {
  switch (part.kind) {
    case "key":
      return part.columns;
    case "check":
      return [];
    case "foreignKey":
      return [...part.columns, ...part.targetColumns];
    case "index":
      return part.parts.flatMap(one => (one.kind === "column" ? [one.column] : []));
  }
};

const textsOf = (part: Part): readonly string[] => {
  if (part.kind === "check") return [part.expression];
  if (part.kind !== "index") return [];
  const texts = part.parts.flatMap(one => (one.kind === "expression" ? [one.text] : []));
  return part.where === null ? texts : [...texts, part.where];
};

/** Whether user SQL in this part mentions the column. */
export const mentionsColumn = (part: Part, column: string): boolean =>
  textsOf(part).some(text => mentions(text, column));

export const partsOf = (document: SchemaDocument): readonly Part[] => [
  ...recordsOf(document, "key"),
  ...recordsOf(document, "check"),
  ...recordsOf(document, "index"),
  ...recordsOf(document, "foreignKey"),
];

type Compared = {
  readonly pairing: Pairing;
  readonly draftings: { readonly middle: Drafting; readonly after: Drafting };
  /** Why an unchanged part must be recreated. */
  readonly disturbed: (part: Part) => string | null;
};

const isDefined = (drafting: Drafting, part: Part): boolean =>
  definitionOf(drafting, part) !== null;

const isKept = (kept: ReadonlySet<string>, part: Part): boolean =>
  kept.has(part.table) &&
  columnsOf(part).every(id => kept.has(id)) &&
  (part.kind !== "foreignKey" || kept.has(part.target));

const isSame = ({ pairing: { kept }, draftings }: Compared, was: Part, is: Part): boolean =>
  was.table === is.table &&
  isKept(kept, was) &&
  isKept(kept, is) &&
  definitionOf(draftings.middle, was) === definitionOf(draftings.after, is);

/** The moves of a part that exists before, after, or both. */
const movesOf = (compared: Compared, was: Part | undefined, is: Part | undefined): PartMoves => {
  const { before, after } = compared.pairing;
  if (was && is) {
    const name = partName(before, present(before.records.get(was.id), was.id) as Part);
    const same = isSame(compared, was, is);
    const disturbance = compared.disturbed(is) ?? compared.disturbed(was);
    if (same && disturbance === null) {
      return { dropped: [], added: [], stayed: [{ before: was, after: is }] };
    }
    const reason = same ? `${name} is recreated, because ${disturbance}.` : `${name} has changed.`;
    return { dropped: [{ part: was, reason }], added: [{ part: is, reason }], stayed: [] };
  }
  const gone = (part: Part) => {
    const old = present(before.records.get(part.id), part.id) as Part;
    return { part, reason: `${partName(before, old)} is gone.` };
  };
  const come = (part: Part) => ({ part, reason: `${partName(after, part)} is new.` });
  return { dropped: was ? [gone(was)] : [], added: is ? [come(is)] : [], stayed: [] };
};

/** Compares the parts of kept tables. */
export const compareParts = (compared: Compared): PartMoves => {
  const { pairing, draftings } = compared;
  const definedParts = (document: SchemaDocument, drafting: Drafting) =>
    new Map(
      partsOf(document)
        .filter(part => pairing.kept.has(part.table) && isDefined(drafting, part))
        .map(part => [part.id as string, part]),
    );
  const old = definedParts(pairing.middle, draftings.middle);
  const next = definedParts(pairing.after, draftings.after);
  const all = [...new Set([...old.keys(), ...next.keys()])].map(id =>
    movesOf(compared, old.get(id), next.get(id)),
  );
  return {
    dropped: all.flatMap(({ dropped }) => dropped),
    added: all.flatMap(({ added }) => added),
    stayed: all.flatMap(({ stayed }) => stayed),
  };
};

/** What can make adding a part fail, in a sentence. */
export const dangerOf = ({ document, dialect }: Drafting, part: Part): string | undefined => {
  const table = tableView(document, part.table).table.name;
  if (part.kind === "check") return `Rows of ${table} that violate the check make this fail.`;
  if (part.kind === "foreignKey") {
    const target = tableView(document, part.target).table.name;
    const rows = `Rows of ${table} that reference no row of ${target}`;
    // SQLite checks existing rows only on PRAGMA foreign_key_check.
    return dialect.sql.name === "sqlite"
      ? `${rows} stay, and are shown at the end.`
      : `${rows} make this fail.`;
  }
  if (part.kind === "index" && !part.unique) return undefined;
  return `Duplicate rows of ${table} make this fail.`;
};

/** The values that an enum loses. */
export const lostValues = (
  before: SchemaDocument,
  after: SchemaDocument,
  id: string,
): readonly string[] => {
  const old = before.records.get(id);
  const next = after.records.get(id);
  if (old?.kind !== "enum" || next?.kind !== "enum") return [];
  const remaining = new Set(enumOf(after, next.id).values);
  return old.values.filter(value => !remaining.has(value));
};
