/** Texts that break careless SQL, and tables to meet them in. */
import { createScript } from "../ddl/index.ts";
import type { EmbeddedDriver } from "../drivers/index.ts";
import type { Api as Stele } from "../query/index.ts";
import type { SchemaDocument } from "../schema/index.ts";
import { draftDocument } from "./draft-document.ts";
import { openDatabase } from "./open-database.ts";

/** By what each tries. None is empty, and none is only letters. */
export const hostileTexts: Readonly<Record<string, string>> = {
  "a quote": "it's",
  quotes: "''''",
  "double quotes": 'a"b""c',
  backticks: "a`b``c",
  brackets: "a[0]b]c",
  "a second statement": "'; DROP TABLE notes; --",
  "a second statement, in double quotes": '"; DROP TABLE notes; --',
  "a condition that is always true": "' OR '1'='1",
  "a comment to the end": "a -- b",
  "a comment within": "a /* b */ c",
  "the end of a comment": "*/ a",
  "a comment of MySQL": "# a",
  semicolons: ";;",
  "any text to LIKE": "%",
  "any character to LIKE": "_",
  "LIKE and its escape": "50\\% _off_",
  "a backslash": "\\",
  "a backslash before a quote": "\\'",
  "backslashes at the end": "a\\\\",
  "placeholders of PostgreSQL": "$1 $2",
  "quotes of PostgreSQL": "$$a$$ $x$b$x$",
  "placeholders of SQLite": "? ?1 :name @name $name",
  "an escape of PostgreSQL": "E'\\x27' U&'\\0027'",
  braces: '{"a",b}',
  "a path of JSON": '$."a"[0]',
  "curly quotes": "\u2018 \u2019 \u201c \u201d \uff07",
  "a prime that some drivers fold": "\u02bc OR 1=1",
  "a multibyte character before a quote": "\u00bf'",
  "lines and tabs": "a\nb\r\nc\td",
  "control characters": "a\u0001b\u001fc\u007f",
  "beyond the basic plane": "\u{1f600}'\u{10ffff}",
  "right to left": "\u202ea'b\u202c",
  "a mark of byte order": "\ufeffa'",
  "a template": "{{a}} %s %1$s",
  "a name of every object": "__proto__",
  "very long": "a'\"`\\%_;".repeat(2000),
};

/** Takes part where {@link hostileTexts} do, and harms nothing. */
export const HARMLESS = "harmless";

export const hostileDocument: SchemaDocument = draftDocument({
  tables: {
    notes: {
      columns: ["id integer pk", "body text", "data json", "parent_id integer"],
      foreignKeys: [{ columns: ["parent_id"], target: "notes", targetColumns: ["id"] }],
    },
    labels: { columns: ["code text not null", "caption text"], primaryKey: ["code"] },
  },
});

interface Note extends Stele.Row<NotePath> {
  id: number;
  body: string | null;
  data: unknown;
  parent_id: number | null;
  readonly children: Stele.Many<Note>;
}
interface NotePath {
  readonly id: Stele.NumberExpression;
  readonly body: Stele.TextExpression;
  readonly data: Stele.JsonExpression;
  readonly parent_id: Stele.NumberExpression;
  readonly parent: NotePath & Stele.OnePath<Note>;
  readonly children: Stele.ManyPath<NotePath>;
}
interface NoteColumns {
  id: number;
  body: string | null;
  data: unknown;
  parent_id: number | null;
}
interface NoteTypes extends Stele.EntityTypes {
  readonly entity: Note;
  readonly path: NotePath;
  readonly columns: NoteColumns;
  readonly create: Partial<NoteColumns>;
  readonly key: number;
}
interface Label extends Stele.Row<LabelPath> {
  code: string;
  caption: string | null;
}
interface LabelPath {
  readonly code: Stele.TextExpression;
  readonly caption: Stele.TextExpression;
}
interface LabelTypes extends Stele.EntityTypes {
  readonly entity: Label;
  readonly path: LabelPath;
  readonly columns: { code: string; caption: string | null };
  readonly create: { code: string; caption?: string | null };
  readonly key: string;
}
export interface Database extends Stele.DatabaseMethods {
  readonly Note: Stele.EntitySet<NoteTypes>;
  readonly Label: Stele.EntitySet<LabelTypes>;
}

/** Note 1 is the text, 4 (below 1) has it in the middle; 2 has another, 3 has none. A label has the text for its key. */
export const openHostile = (text: string): EmbeddedDriver => {
  const driver = openDatabase();
  for (const statement of createScript(hostileDocument, "sqlite").value)
    driver.query(statement.text);
  const data = JSON.stringify({ [text]: text, list: [text] });
  for (const [id, body, parent] of [
    [1, text, null],
    [2, "plain", 1],
    [3, null, 1],
    [4, `x${text}y`, 1],
  ] as const) {
    const values = [id, body, id === 1 ? data : "{}", parent];
    driver.query("INSERT INTO notes (id, body, data, parent_id) VALUES (?, ?, ?, ?)", values);
  }
  driver.query("INSERT INTO labels (code, caption) VALUES (?, ?)", [text, text]);
  return driver;
};
