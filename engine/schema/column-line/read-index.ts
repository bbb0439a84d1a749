/** Reads an index: its name, its parts and its condition. */
import type { IndexPart } from "../records.ts";
import { columnNamed } from "../views.ts";
import type { ConstraintDraft } from "./draft.ts";
import { failColumn } from "./read-reference.ts";
import { checkSql, type Place } from "./table-place.ts";
import { itemsOf, meaningOf, rangeOf, type Token } from "./tokens.ts";

/** Reads what follows the word `index`; null, with a diagnostic, if it is wrong. */
export const readIndex = (
  place: Place,
  given: string | null,
  unique: boolean,
): ConstraintDraft | null => {
  const { tokens } = place;
  const named = tokens.peek()?.kind === "group" ? undefined : tokens.take();
  const group = tokens.takeKind("group");
  if (!group) return null;
  const parts = itemsOf(group).map(item => partOf(place, item, group));
  const where = tokens.takeWords("where") ? takeCondition(place) : null;
  const known = parts.filter(part => part !== null);
  if (known.length < parts.length || where === undefined) return null;
  const name = named ? meaningOf(named) : given;
  return { kind: "index", name, unique, parts: known, where };
};

/** The rest of the line; undefined if it is no condition. */
const takeCondition = (place: Place): string | undefined => {
  const { tokens } = place;
  const before = tokens.peek(-1);
  const rest: Token[] = [];
  for (let token = tokens.take(); token; token = tokens.take()) rest.push(token);
  const range = rest.length === 0 && before ? before : rangeOf(rest);
  const text = rest.length === 0 ? "" : tokens.textOf(range);
  return checkSql(place, text, { what: "The condition", range }) ? text : undefined;
};

/** `name desc`, or an expression; null with a diagnostic. */
const partOf = (place: Place, item: readonly Token[], group: Token): IndexPart | null => {
  const { tokens, view } = place;
  const last = item.at(-1);
  const order = last?.kind === "word" && item.length > 1 ? last.text.toLowerCase() : "";
  const isOrder = order === "asc" || order === "desc";
  const body = isOrder ? item.slice(0, -1) : item;
  const [first, second] = body;
  const descending = order === "desc";
  if (first && !second && first.kind !== "group") {
    const column = columnNamed(view, meaningOf(first));
    if (column) return { kind: "column", column: column.id, descending };
    failColumn(tokens, view, meaningOf(first), first);
    return null;
  }
  const written = first ? tokens.textOf(rangeOf(body)) : "";
  const text = first?.kind === "group" && !second ? written.slice(1, -1).trim() : written;
  const range = first ? rangeOf(body) : group;
  const isValid = checkSql(place, text, { what: "A part of the index", range });
  return isValid ? { kind: "expression", text, descending } : null;
};
