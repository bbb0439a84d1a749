/** Reads lists of columns: `(a, b)`, `a, b` or "a, b". */
import type { ColumnId } from "../records.ts";
import { columnNamed } from "../views.ts";
import type { LineTokens } from "./line-tokens.ts";
import { failColumn } from "./read-reference.ts";
import type { Place } from "./table-place.ts";
import { itemsOf, meaningOf, type Token } from "./tokens.ts";

/** Takes a group of columns; null, with a diagnostic, if it is none. */
export const takeColumns = (place: Place): readonly ColumnId[] | null => {
  const group = place.tokens.takeKind("group");
  return group ? columnsOf(place, itemsOf(group), group) : null;
};

/** The columns that single names denote; null, with a diagnostic, if one is unknown. */
const columnsOf = (
  { tokens, view }: Place,
  items: readonly (readonly Token[])[],
  whole: Token,
): readonly ColumnId[] | null => {
  const ids: ColumnId[] = [];
  for (const [token = whole, more] of items) {
    const column = more ? undefined : columnNamed(view, meaningOf(token));
    if (!column) {
      const range = more ? { ...token, end: more.end } : token;
      failColumn(tokens, view, tokens.textOf(range), token);
      return null;
    }
    if (ids.includes(column.id)) {
      tokens.fail("repeated-column", `"${column.name}" is in the list twice.`, token);
      return null;
    }
    ids.push(column.id);
  }
  return ids;
};

/** The columns of `(a, b)`, of `a, b`, or of "a, b" where these are columns; undefined if no list is next. */
export const listOf = (place: Place): readonly ColumnId[] | null | undefined => {
  const { tokens, view } = place;
  const first = tokens.peek();
  if (first?.kind === "group" && tokens.peek(1)) return takeColumns(place);
  if (first?.kind === "name") {
    const names = meaningOf(first).split(",");
    const columns = names.map(name => columnNamed(view, name.trim())?.id);
    const known = columns.filter(id => id !== undefined);
    if (names.length < 2 || known.length < names.length) return undefined;
    tokens.take();
    return known;
  }
  const isList = tokens.peek(1)?.kind === "sign" && tokens.peek(1)?.text === ",";
  return first && isList ? columnsOf(place, takeList(tokens), first) : undefined;
};

/** Names between commas. */
const takeList = (tokens: LineTokens): readonly (readonly Token[])[] => {
  const items: Token[][] = [];
  do {
    const token = tokens.takeKind("word") ?? tokens.takeKind("name");
    if (token) items.push([token]);
  } while (tokens.takeSign(","));
  return items;
};
