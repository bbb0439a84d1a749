/** Reads a line about a table: a key, an index, a check, or a foreign key over columns of the table. */
import { isTypeName } from "../column-type.ts";
import type { ColumnId } from "../records.ts";
import type { ConstraintDraft } from "./draft.ts";
import type { LineTokens } from "./line-tokens.ts";
import { listOf, takeColumns } from "./read-columns.ts";
import { readIndex } from "./read-index.ts";
import { type Actions, takeAction, takeTarget } from "./read-reference.ts";
import { checkSql, type Place } from "./table-place.ts";
import { meaningOf, type Token } from "./tokens.ts";

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
