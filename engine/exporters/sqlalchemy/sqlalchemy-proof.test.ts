/** The models, loaded by the real SQLAlchemy: the tables that it makes are those of the design. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { present } from "../../base/index.ts";
import { createScript } from "../../ddl/index.ts";
import { sqliteFile, sqliteSql } from "../../importers/index.ts";
import type { SchemaDocument } from "../../schema/index.ts";
import { type DocumentDraft, draftDocument } from "../../testing/draft-document.ts";
import { importTools } from "../../testing/import-tools.ts";
import { openDatabase } from "../../testing/open-database.ts";
import { openPython, pythonAvailable } from "../../testing/python/index.ts";
import { recordsByName } from "../../testing/records-by-name.ts";
import { blogDocument, everythingDocument } from "../../testing/sample-documents.ts";
import { sqlalchemy } from "./index.ts";

/** Every difference that we allow between SQLAlchemy's tables and ours; each is turned into one form. */
const TOLERATED: readonly {
  readonly because: string;
  readonly from: RegExp;
  readonly to: string;
}[] = [
  {
    because: "SQLAlchemy knows one DATETIME in SQLite, with a zone or without",
    from: /"kind":"datetime","zone":true/,
    to: '"kind":"datetime","zone":false',
  },
  {
    because: "the check of an enum has the name of the enum; ours has none",
    from: /("expression":"\S+ IN .*"kind":"check","name":)"\w+"/,
    to: "$1null",
  },
  {
    because: "an INTEGER key numbers itself in SQLite; SQLAlchemy has no INT for one that must not",
    from: /("generated":)\{"kind":"identity","strict":false\}/,
    to: "$1null",
  },
  {
    because: "names of relations are no part of a database",
    from: /"forward":"[^"]*"|"reverse":"[^"]*"/g,
    to: "",
  },
  {
    because: "SQLAlchemy quotes names in its own manner, and a default of several words, too",
    from: /\\"(\w+)\\"/g,
    to: "$1",
  },
];

const tolerant = (record: string): string =>
  TOLERATED.reduce((text, { from, to }) => text.replace(from, to), record);

const catalogueOf = async (bytes: Uint8Array): Promise<readonly string[]> => {
  const source = { name: null, bytes, text: null };
  const { value } = await sqliteFile.import(source, importTools());
  return recordsByName(value.document).map(tolerant).sort();
};

const bytesOf = (document: SchemaDocument): Uint8Array => {
  const database = openDatabase();
  for (const { text } of createScript(document, "sqlite").value) database.query(text);
  return database.export();
};

const expectSameTables = async (document: SchemaDocument) => {
  const python = await openPython("sqlalchemy");
  const { text } = present(sqlalchemy.export(document).value[0], "models");
  const created = await catalogueOf(await python.createTables(text));
  expect(created).toEqual(await catalogueOf(bytesOf(document)));
};

const samples: Readonly<Record<string, DocumentDraft>> = {
  "names in the manner of Chinook": {
    tables: {
      Artist: { columns: ["ArtistId integer pk", "Name varchar(120)"] },
      Album: {
        columns: ["AlbumId integer pk", "Title varchar(160) not null", "ArtistId integer not null"],
        indexes: [{ name: "IFK_AlbumArtistId", parts: ["ArtistId"] }],
        foreignKeys: [{ columns: ["ArtistId"], target: "Artist", targetColumns: ["ArtistId"] }],
      },
      PlaylistTrack: {
        columns: ["PlaylistId integer", "TrackId integer"],
        primaryKey: ["PlaylistId", "TrackId"],
        foreignKeys: [
          { columns: ["PlaylistId"], target: "Playlist", targetColumns: ["PlaylistId"] },
          { columns: ["TrackId"], target: "Track", targetColumns: ["TrackId"] },
        ],
      },
      Playlist: { columns: ["PlaylistId integer pk", "Name varchar(120)"] },
      Track: {
        columns: ["TrackId integer pk", "UnitPrice decimal(10,2) not null", "AlbumId integer"],
        foreignKeys: [{ columns: ["AlbumId"], target: "Album", targetColumns: ["AlbumId"] }],
      },
      Employee: {
        columns: ["EmployeeId integer pk", "ReportsTo integer"],
        foreignKeys: [
          { columns: ["ReportsTo"], target: "Employee", targetColumns: ["EmployeeId"] },
        ],
      },
    },
  },
  "names that Python and SQLAlchemy have taken": {
    enums: { "order state": ["name", "None", "2nd", "", "a b", "mro"] },
    tables: {
      tables: {
        columns: [
          "id integer pk",
          "class text",
          "metadata text",
          "registry text",
          "list text",
          "text text = 'x'",
          "func integer = 1",
        ],
      },
      base: {
        columns: [
          "date date pk",
          "datetime datetime",
          "time time",
          "int integer",
          "str varchar(3)",
        ],
      },
      "select from": {
        columns: [
          '"id:1" integer',
          "__x text",
          "_sa_y text",
          '"order state" text',
          "state text",
          "percent text = 'a:b % c'",
        ],
        primaryKey: ["id:1"],
        details: { state: { default: { kind: "expression", text: "1 + ':x'" } } },
        checks: [{ name: "ck:1", expression: "percent <> ':no' AND length(percent) % 2 >= 0" }],
        indexes: [{ name: "by order", parts: ["order state desc"], where: "percent = 'x:y'" }],
      },
      enums: {
        columns: [
          "id integer pk",
          '"Enum" integer',
          '"Base" integer',
          '"Select From" integer',
          '"Mapped" integer',
        ],
      },
      müller: { columns: ["id integer pk", '"größe" real', '"日本" text'] },
    },
  },
  "several keys to one table, one-to-one, self-references": {
    tables: {
      people: {
        columns: ["id integer pk", "boss_id integer", "mate_id integer unique"],
        foreignKeys: [
          { columns: ["boss_id"], target: "people", targetColumns: ["id"], onDelete: "cascade" },
          { columns: ["mate_id"], target: "people", targetColumns: ["id"], onDelete: "set null" },
        ],
      },
      friendships: {
        columns: ["person_id integer", "friend_id integer"],
        primaryKey: ["person_id", "friend_id"],
        foreignKeys: [
          { columns: ["person_id"], target: "people", targetColumns: ["id"] },
          { columns: ["friend_id"], target: "people", targetColumns: ["id"] },
        ],
      },
      letters: {
        columns: ["id integer pk", "sender_id integer not null", "receiver_id integer"],
        foreignKeys: [
          { columns: ["sender_id"], target: "people", targetColumns: ["id"], onUpdate: "cascade" },
          {
            columns: ["receiver_id"],
            target: "people",
            targetColumns: ["id"],
            onDelete: "restrict",
          },
        ],
      },
    },
  },
  "composite keys that share columns": {
    tables: {
      tenants: { columns: ["id integer pk"] },
      folders: {
        columns: ["tenant_id integer", "id integer", "parent_id integer"],
        primaryKey: ["tenant_id", "id"],
        foreignKeys: [
          { columns: ["tenant_id"], target: "tenants", targetColumns: ["id"], name: "fk_tenant" },
          {
            columns: ["tenant_id", "parent_id"],
            target: "folders",
            targetColumns: ["tenant_id", "id"],
          },
        ],
      },
      files: {
        columns: [
          "id integer pk",
          "tenant_id integer not null",
          "folder_id integer",
          "copy_id integer",
        ],
        foreignKeys: [
          { columns: ["tenant_id"], target: "tenants", targetColumns: ["id"] },
          {
            columns: ["tenant_id", "folder_id"],
            target: "folders",
            targetColumns: ["tenant_id", "id"],
          },
          {
            columns: ["tenant_id", "copy_id"],
            target: "folders",
            targetColumns: ["tenant_id", "id"],
            onDelete: "cascade",
          },
        ],
      },
      pairs: { columns: ["a integer", "b integer"], primaryKey: ["b", "a"] },
    },
  },
  "two join tables between the same tables": {
    tables: {
      users: { columns: ["id integer primary key"] },
      posts: {
        columns: ["id integer primary key", "user_id integer not null"],
        foreignKeys: [{ columns: ["user_id"], target: "users", targetColumns: ["id"] }],
      },
      ...Object.fromEntries(
        ["likes", "favorites"].map(name => [
          name,
          {
            columns: ["user_id integer not null", "post_id integer not null"],
            primaryKey: ["user_id", "post_id"],
            foreignKeys: [
              { columns: ["user_id"], target: "users", targetColumns: ["id"] },
              { columns: ["post_id"], target: "posts", targetColumns: ["id"] },
            ],
          },
        ]),
      ),
    },
  },
  "tables that cannot be classes, and types by name": {
    tables: {
      users: {
        columns: ["id integer", "email text unique"],
        primaryKey: ["id"],
        details: { id: { generated: null } },
      },
      log: {
        columns: [
          "at datetime not null = CURRENT_TIMESTAMP",
          "user_id integer",
          "place point",
          "size decimal",
        ],
        foreignKeys: [
          { columns: ["user_id"], target: "users", targetColumns: ["id"], onDelete: "set null" },
        ],
        unique: [["at", "user_id"]],
        indexes: [{ name: "ix_log", parts: ["at"] }],
      },
    },
  },
};

describe.skipIf(!pythonAvailable("sqlalchemy"))("models in the real SQLAlchemy make", () => {
  it("the tables of the blog", () => expectSameTables(blogDocument()));

  it("tables with everything", () => expectSameTables(everythingDocument()));

  it.each(Object.entries(samples))("tables with %s", (_, draft) =>
    expectSameTables(draftDocument(draft)),
  );

  it.each(scripts)("the tables of the script %s", async (_, script) => {
    const source = { name: null, bytes: null, text: readFileSync(script, "utf8") };
    const { value } = await sqliteSql.import(source, importTools());
    value.database?.close();
    await expectSameTables(value.document);
  });

  it("classes with both sides of each relation, whose rows are deleted as the design specifies", async () => {
    const python = await openPython("sqlalchemy");
    const design = everythingDocument();
    const { text } = present(sqlalchemy.export(design).value[0], "models");
    expect(await python.run(text, USE_EVERYTHING)).toEqual([
      ["Notes"],
      ["Notes"],
      ["Ada"],
      ["Notes"],
      "Ada",
      true,
      true,
      ["it's retired", 0],
      0,
    ]);
  });

  it("the tables of any design", async () => {
    await fc.assert(
      fc.asyncProperty(anyDesign, async draft => expectSameTables(draftDocument(draft))),
      { numRuns: 25 },
    );
  }, 60_000);
});

/** Scripts of people: our samples, and real schemas where they are at hand. */
const scripts = ["../../../public/samples/", "../../../../shared/corpora/sql/sqlite/"].flatMap(
  path => {
    const folder = new URL(path, import.meta.url);
    if (!existsSync(folder)) console.warn(`Skipped: there is no ${path.replace(/^[./]+/, "")}.`);
    const files = existsSync(folder) ? readdirSync(folder) : [];
    return files
      .filter(file => file.endsWith(".sql"))
      .map(file => [file, new URL(file, folder)] as const);
  },
);

const USE_EVERYTHING = `
import datetime
from sqlalchemy.orm import Session

with Session(engine) as session:
    ada = Author(name="Ada", profile=Profile(bio="x"), mentor=Author(name="Charles"))
    tag = Tag(name="new")
    book = Book(title="Notes", state=Status.it_s_retired, author=ada, editor=ada.mentor, tags=[tag])
    loan = Loan(reader="Grace", book=book, due=datetime.date(2020, 1, 2))
    loan.reminders.append(Reminder())
    team = Team(captain=Player())
    team.captain.team = team
    session.add_all([loan, team])
    session.commit()
    [stored] = session.connection().exec_driver_sql("SELECT state, total FROM books").all()
    found = [
        [book.title for book in ada.books],
        [book.title for book in ada.mentor.editor_books],
        [author.name for author in ada.mentor.mentor_authors],
        [book.title for book in tag.books],
        ada.profile.author.name,
        book.loans[0].reminders[0].book_id == book.id,
        team.captain.teams[0] is team,
        list(stored),
    ]
    session.delete(loan)
    session.delete(ada)
    session.commit()
    found.append(session.query(Book).count())
found
`;

const name = fc.oneof(
  fc.constantFrom("id", "name", "class", "Order", "text", "metadata", "a b", "date", "Mapped"),
  fc.stringMatching(/^[a-z]{1,6}$/),
);
const columnType = fc.constantFrom(
  ..."integer bigint smallint varchar(10) varchar text char(3) boolean date time datetime decimal(6,2) decimal real double uuid json blob".split(
    " ",
  ),
);
const column = fc.record({
  name,
  type: columnType,
  rest: fc.constantFrom("", " not null", " unique"),
});

type Column = { readonly name: string; readonly type: string; readonly rest: string };

const distinct = (columns: readonly Column[]): readonly Column[] => {
  const names = new Set(["key"]);
  return columns.filter(({ name: given }) => {
    const isNew = !names.has(given.toLowerCase());
    names.add(given.toLowerCase());
    return isNew;
  });
};

/** Tables `t0`, `t1`, … with columns at random and references to any of them. */
const anyDesign: fc.Arbitrary<DocumentDraft> = fc
  .array(
    fc.record({
      columns: fc.array(column, { maxLength: 5 }),
      references: fc.array(
        fc.record({ to: fc.nat(4), rest: fc.constantFrom("", " not null", " unique") }),
        { maxLength: 3 },
      ),
      onDelete: fc.constantFrom("no action", "cascade", "set null"),
      strict: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map(tables => ({
    tables: Object.fromEntries(
      tables.map(({ columns, references, onDelete, strict }, at) => [
        `t${at}`,
        {
          columns: [
            "key integer pk",
            ...distinct(columns).map(given => `"${given.name}" ${given.type}${given.rest}`),
            ...references.map(({ rest }, index) => `ref${index}_key integer${rest}`),
          ],
          details: { key: { generated: { kind: "identity", strict } } },
          foreignKeys: references.map(({ to }, index) => ({
            columns: [`ref${index}_key`],
            target: `t${to % tables.length}`,
            targetColumns: ["key"],
            onDelete,
          })),
        } as const,
      ]),
    ),
  }));
