/** Reads a line about a table: a key, an index, a check, or a foreign key over columns of the table. */
import type { TextRange } from "../../base/index.ts";
import { isTypeName } from "../column-type.ts";
import type { ColumnId, IndexPart, SchemaDocument } from "../records.ts";
import { sqlFault, unknownNames } from "../user-sql.ts";
import { columnNamed, type TableView } from "../views.ts";
import type { ConstraintDraft } from "./draft.ts";
import type { LineTokens } from "./line-tokens.ts";
import { type Actions, failColumn, takeAction, takeTarget } from "./read-reference.ts";
import { itemsOf, meaningOf, rangeOf, type Token } from "./tokens.ts";

type Place = {
  readonly tokens: LineTokens;
  readonly document: SchemaDocument;
  readonly view: TableView;
};

/** Null if the line is about the table, but incomplete or wrong: diagnostics describe why. */
type Reading = ConstraintDraft | null;

/** Reads a line about the table; undefined if the line is about a column. */
export const readConstraint = (place: Place): Reading | undefined => {
  const { tokens } = place;
  const name = takeName(tokens);
  const kind = kindOf(tokens);
  if (kind !== undefined) return READERS[kind](place, name);
  const columns = listOf(place);
  if (columns !== undefined) return readAfterList(place, columns, name);
  const next = tokens.peek();
  if (name === null || !next) return undefined;
  tokens.fail("missing-constraint", `A constraint is missing after "${name}".`, next);
  return null;
};

/** `constraint a_name`, where a key or a check follows. */
const takeName = (tokens: LineTokens): string | null => {
  const token = tokens.peek(1);
  const isName = token?.kind === "word" || token?.kind === "name";
  const follows = /^(primary|foreign|unique|check|index)$/.test(tokens.word(2));
  if (tokens.word() !== "constraint" || !token || !isName || !follows) return null;
  tokens.take();
  tokens.take();
  return meaningOf(token);
};

type Kind = "primary" | "foreign" | "unique" | "unique index" | "index" | "check";

const kindOf = (tokens: LineTokens): Kind | undefined => {
  const isGroup = (ahead: number) => tokens.peek(ahead)?.kind === "group";
  const [first, second] = [tokens.word(), tokens.word(1)];
  if (first === "unique" && second === "index" && indexFollows(tokens, 2)) return "unique index";
  if (first === "index" && indexFollows(tokens, 1)) return "index";
  if ((first === "unique" || first === "check") && isGroup(1)) return first;
  const isKey = (first === "primary" || first === "foreign") && second === "key";
  return isKey && isGroup(2) ? first : undefined;
};

/** Whether the columns of an index follow, perhaps after its name. A column called `index` has a type there. */
const indexFollows = (tokens: LineTokens, ahead: number): boolean => {
  if (tokens.peek(ahead)?.kind === "group") return true;
  const name = tokens.peek(ahead);
  const isName = name?.kind === "name" || (name?.kind === "word" && !isTypeName(name.text));
  return isName && tokens.word(ahead) !== "enum" && tokens.peek(ahead + 1)?.kind === "group";
};

const takeColumns = (place: Place): readonly ColumnId[] | null => {
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

type SqlPlace = { readonly what: string; readonly range: TextRange };

/** Whether SQL is complete and uses only columns of the table; otherwise, it is reported. */
const checkSql = ({ tokens, view }: Place, sql: string, { what, range }: SqlPlace): boolean => {
  const fault = sqlFault(sql);
  if (fault !== null) tokens.fail("invalid-sql", `${what} is not valid SQL: ${fault}.`, range);
  const [unknown] = unknownNames(sql, name => columnNamed(view, name) !== undefined);
  if (unknown !== undefined) {
    const message = `${what} uses "${unknown}", which is not a column of "${view.table.name}".`;
    tokens.fail("unknown-name", message, range);
  }
  return fault === null && unknown === undefined;
};

const READERS: Readonly<Record<Kind, (place: Place, name: string | null) => Reading>> = {
  primary: (place, name) => {
    place.tokens.takeWords("primary", "key");
    const columns = takeColumns(place);
    return columns && { kind: "primaryKey", name, columns };
  },
  unique: (place, name) => {
    place.tokens.takeWords("unique");
    const columns = takeColumns(place);
    return columns && { kind: "uniqueKey", name, columns };
  },
  foreign: (place, name) => {
    place.tokens.takeWords("foreign", "key");
    const columns = takeColumns(place);
    return columns && readAfterList(place, columns, name);
  },
  check: (place, name) => {
    place.tokens.take();
    const group = place.tokens.takeKind("group");
    const expression = group?.text.slice(1, -1).trim() ?? "";
    const isValid = group && checkSql(place, expression, { what: "The condition", range: group });
    return isValid ? { kind: "check", name, expression } : null;
  },
  index: (place, name) => {
    place.tokens.takeWords("index");
    return readIndex(place, name, false);
  },
  "unique index": (place, name) => {
    place.tokens.takeWords("unique", "index");
    return readIndex(place, name, true);
  },
};

const readIndex = (place: Place, given: string | null, unique: boolean): Reading => {
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

/** The columns of `(a, b)`, of `a, b`, or of "a, b" where these are columns; undefined if no list is next. */
const listOf = (place: Place): readonly ColumnId[] | null | undefined => {
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

/** What a list of columns is: a key, an index, or a reference. */
const readAfterList = (
  place: Place,
  columns: readonly ColumnId[] | null,
  name: string | null,
): Reading => {
  const { tokens } = place;
  const next = tokens.peek();
  const last = tokens.peek(-1);
  const isPrimary = tokens.takeWords("pk") || tokens.takeWords("primary", "key");
  if (isPrimary) return columns && { kind: "primaryKey", name, columns };
  if (tokens.takeWords("unique")) return columns && { kind: "uniqueKey", name, columns };
  if (tokens.takeWords("index")) {
    const parts = (columns ?? []).map(
      column => ({ kind: "column", column, descending: false }) as const,
    );
    return columns && { kind: "index", name, unique: false, parts, where: null };
  }
  if (next && (tokens.takeSign("->") || tokens.takeWords("references"))) {
    return readForeignKey(place, { columns, name, before: next });
  }
  const hint = "Write pk, unique, index or -> users after the columns.";
  if (last) tokens.fail("missing-constraint", "The columns need a constraint.", last, hint);
  return null;
};

type ForeignKeyReading = {
  readonly columns: readonly ColumnId[] | null;
  readonly name: string | null;
  readonly before: Token;
};

const readForeignKey = (
  { tokens, document }: Place,
  { columns, name, before }: ForeignKeyReading,
): Reading => {
  const target = takeTarget(tokens, document, before);
  let actions: Actions = {};
  while (tokens.word() === "on") actions = { ...actions, ...takeAction(tokens) };
  if (!target || !columns) return null;
  if (target.columns.length !== columns.length) {
    const names = target.columns.map(column => column.name).join(", ");
    const message = `"${target.view.table.name}" is referenced by ${target.columns.length} columns (${names}), but ${columns.length} are given.`;
    tokens.fail("uneven-foreign-key", message, before);
    return null;
  }
  return {
    kind: "foreignKey",
    name,
    columns,
    target: target.view.table.id,
    targetColumns: target.columns.map(({ id }) => id),
    onDelete: actions.onDelete ?? "no action",
    onUpdate: actions.onUpdate ?? "no action",
  };
};
