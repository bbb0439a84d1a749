/** Reads what follows `->` or `references`, and the actions of a foreign key. */
import { didYouMean } from "../../base/index.ts";
import type { Column, ReferentialAction, SchemaDocument } from "../records.ts";
import { columnNamed, columnOf, type TableView, tableNamed, tableViews } from "../views.ts";
import type { LineTokens } from "./line-tokens.ts";
import { itemsOf, meaningOf, type Token } from "./tokens.ts";

type Target = { readonly view: TableView; readonly columns: readonly Column[] };

/** `users.id` in its parts; a name in quotes has none. */
const partsOf = (token: Token): readonly [string, string | null] => {
  const at = token.kind === "word" ? token.text.indexOf(".") : -1;
  return at < 0 ? [meaningOf(token), null] : [token.text.slice(0, at), token.text.slice(at + 1)];
};

const keyOf = (document: SchemaDocument, view: TableView): readonly Column[] =>
  (view.primaryKey?.columns ?? []).map(id => columnOf(document, id));

/** Takes `users`, `users.id` or `users(id)`: the primary key, if no column is specified. Null if it is not found. */
export const takeTarget = (
  tokens: LineTokens,
  document: SchemaDocument,
  before: Token,
): Target | null => {
  const token = tokens.takeKind("word") ?? tokens.takeKind("name");
  if (!token) {
    tokens.fail("missing-reference", `A table is missing after "${before.text}".`, before);
    return null;
  }
  const [name, column] = partsOf(token);
  const view = tableNamed(document, name);
  const group = tokens.takeKind("group");
  if (!view) {
    const names = tableViews(document).map(({ table }) => table.name);
    tokens.fail(
      "unknown-reference",
      `There is no table "${name}".`,
      token,
      didYouMean(name, names),
    );
    return null;
  }
  if (group) return columnsIn(tokens, view, group);
  if (column !== null) return namedColumns(tokens, view, [[column, token]]);
  const columns = keyOf(document, view);
  if (columns.length > 0) return { view, columns };
  const hint = `Name the column, such as ${name}(id).`;
  tokens.fail("no-primary-key", `"${view.table.name}" has no primary key.`, token, hint);
  return null;
};

const columnsIn = (tokens: LineTokens, view: TableView, group: Token): Target | null => {
  const names = itemsOf(group).map(([token, more]): readonly [string, Token] =>
    token && !more ? [meaningOf(token), token] : ["", group],
  );
  return namedColumns(tokens, view, names);
};

const namedColumns = (
  tokens: LineTokens,
  view: TableView,
  names: readonly (readonly [string, Token])[],
): Target | null => {
  const columns = names.map(([name]) => columnNamed(view, name));
  const known = columns.filter(column => column !== undefined);
  if (known.length === names.length) return { view, columns: known };
  const [name, token] = names[columns.indexOf(undefined)] ?? ["", undefined];
  if (token) failColumn(tokens, view, name, token);
  return null;
};

/** Reports a name that is no column of a table. */
export const failColumn = (
  tokens: LineTokens,
  { table, columns }: TableView,
  name: string,
  token: Token,
): void => {
  const hint = didYouMean(
    name,
    columns.map(column => column.name),
  );
  const message = `There is no column "${name}" in "${table.name}".`;
  tokens.fail("unknown-reference", message, token, hint);
};

const ACTIONS: readonly ReferentialAction[] = [
  "no action",
  "restrict",
  "cascade",
  "set null",
  "set default",
];

export type Actions = {
  readonly onDelete?: ReferentialAction;
  readonly onUpdate?: ReferentialAction;
};

/** Takes `on delete cascade` or `on update …`, where `on` is next. Empty if it is incomplete. */
export const takeAction = (tokens: LineTokens): Actions => {
  const on = tokens.take();
  const event = tokens.word();
  if (!on || (event !== "delete" && event !== "update")) {
    if (on) tokens.reject(on);
    return {};
  }
  tokens.take();
  const action = ACTIONS.find(each => tokens.takeWords(...each.split(" ")));
  if (action) return event === "delete" ? { onDelete: action } : { onUpdate: action };
  const hint = `Write ${ACTIONS.join(", ")}.`;
  const range = { start: on.start, end: tokens.peek(-1)?.end ?? on.end };
  tokens.fail("missing-action", `An action is missing after "on ${event}".`, range, hint);
  return {};
};
