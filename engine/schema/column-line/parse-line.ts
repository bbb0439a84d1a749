/**
 * Parses a column typed as one line. As in SQL, a column is nullable unless the line specifies otherwise:
 *
 *     title varchar(200) not null
 *     email text unique
 *     nickname text?
 *     price decimal(10,2) = 0 check (price >= 0)
 *     state enum(draft, live) = draft
 *     author_id -> users.id on delete cascade
 *
 * A line can be about the table, too: `unique (a, b)`, `index (a desc)`, `primary key (a, b)`, `check (a < b)`,
 * `(a, b) -> places`.
 */
import { error, type Report, report } from "../../base/index.ts";
import { isUsableName } from "../names.ts";
import type { SchemaDocument, TableId } from "../records.ts";
import { tableView } from "../views.ts";
import type { ColumnDraft, LineDraft } from "./draft.ts";
import { LineTokens } from "./line-tokens.ts";
import { type ColumnPlace, readColumn } from "./read-column.ts";
import { readConstraint } from "./read-constraint.ts";
import { meaningOf, tokensOf } from "./tokens.ts";

const open = (line: string): LineTokens => new LineTokens(line, tokensOf(line));

type Place = Omit<ColumnPlace, "name">;

const columnOfLine = ({ tokens, ...place }: Place): Report<ColumnDraft | null> => {
  const first = tokens.takeKind("word") ?? tokens.takeKind("name");
  const name = first ? meaningOf(first) : "";
  if (!isUsableName(name)) {
    const range = { start: 0, end: tokens.line.length };
    const message = "Type a name, then a type: title varchar(200).";
    return report(null, [error("missing-name", message, { range })]);
  }
  const draft = readColumn({ ...place, tokens, name });
  return report(draft, tokens.finish());
};

/** Parses a line about a column; the value is null without a name. */
export const parseColumnLine = (
  line: string,
  document: SchemaDocument,
): Report<ColumnDraft | null> => columnOfLine({ tokens: open(line), document, view: null });

/** Parses a line about a column, or about the table. The value is null if it describes neither. */
export const parseTableLine = (
  line: string,
  document: SchemaDocument,
  table: TableId,
): Report<LineDraft | null> => {
  const place = { tokens: open(line), document, view: tableView(document, table) };
  const constraint = readConstraint(place);
  if (constraint !== undefined) return report(constraint, place.tokens.finish());
  const { value: column, diagnostics } = columnOfLine(place);
  return report(column && { kind: "column", column }, diagnostics);
};
