/** The models, loaded by the real SQLAlchemy: the tables that it makes are those of the design. */
import { describe, expect, it } from "vitest";
import {
  type Difference,
  modelsOf,
  numberedKeys,
  proveModels,
  quotedNames,
  relationNames,
} from "../../testing/models/index.ts";
import { openPython, pythonAvailable } from "../../testing/python/index.ts";
import { everythingDocument } from "../../testing/sample-documents.ts";
import { sqlalchemy } from "./index.ts";

const differences: readonly Difference[] = [
  {
    because: "SQLAlchemy knows one DATETIME in SQLite, with a zone or without",
    normalize: record => {
      const type = record.type as { readonly kind?: string } | undefined;
      return type?.kind === "datetime"
        ? { ...record, type: { kind: "datetime", zone: false } }
        : record;
    },
  },
  {
    because: "the check of an enum has the name of the enum; ours has none",
    normalize: record =>
      record.kind === "check" && / IN \(/.test(String(record.expression))
        ? { ...record, name: null }
        : record,
  },
  numberedKeys,
  relationNames,
  quotedNames,
];

proveModels({ exporter: sqlalchemy, library: "sqlalchemy", differences });

describe.skipIf(!pythonAvailable("sqlalchemy"))("models in the real SQLAlchemy", () => {
  it("have both sides of each relation; rows are deleted as the design specifies", async () => {
    const python = await openPython("sqlalchemy");
    const text = modelsOf({ exporter: sqlalchemy }, everythingDocument());
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
});

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
