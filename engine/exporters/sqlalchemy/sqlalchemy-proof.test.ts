/** The models, loaded by the real SQLAlchemy: the tables that it makes are those of the design. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { present } from "../../base/index.ts";
import { draftDocument } from "../../testing/draft-document.ts";
import {
  declarativeDifferences,
  designSamples,
  modelsOf,
  proveModels,
} from "../../testing/models/index.ts";
import { openPython, pythonAvailable } from "../../testing/python/index.ts";
import { blogDocument, everythingDocument } from "../../testing/sample-documents.ts";
import { sqlLiteral } from "../declarative/index.ts";
import { sqlalchemy } from "./index.ts";

proveModels({ exporter: sqlalchemy, library: "sqlalchemy", differences: declarativeDifferences });

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

describe.skipIf(!pythonAvailable("sqlalchemy"))("relations over columns that they share", () => {
  it("set and clear only the columns that are theirs", async () => {
    const python = await openPython("sqlalchemy");
    const sample = designSamples["composite keys that share a column which must not be null"];
    const text = modelsOf({ exporter: sqlalchemy }, draftDocument(present(sample, "sample")));
    expect(await python.run(text, USE_SHARED_COLUMNS)).toEqual([
      [2],
      [1, 2],
      [
        [1, 1, 1, null, null],
        [1, 2, 1, null, null],
      ],
      [1, 2, 1, "x", 1],
      [[1, 1, 1, null, null]],
    ]);
  });
});

const escapedParts = fc.array(
  fc.constantFrom("\\", ":", "a", "é", "_", "7", "٣", "'", " ", "%", "$", "中"),
);

describe.skipIf(!pythonAvailable("sqlalchemy"))("text of SQL", () => {
  it("reaches the database as it is in the design", async () => {
    const python = await openPython("sqlalchemy");
    const texts = fc.sample(escapedParts, { numRuns: 500, seed: 7 }).map(parts => parts.join(""));
    const literals = `[${texts.map(sqlLiteral).join(", ")}]`;
    const script = `
from sqlalchemy import text
from sqlalchemy.dialects import sqlite
[str(text(each).compile(dialect=sqlite.dialect())) for each in ${literals}]
`;
    expect(await python.run(modelsOf({ exporter: sqlalchemy }, blogDocument()), script)).toEqual(
      texts,
    );
  });
});

const USE_SHARED_COLUMNS = `
from sqlalchemy import text
from sqlalchemy.orm import Session

def rows(session):
    return [list(row) for row in session.execute(text("SELECT * FROM shifts ORDER BY no"))]

found = []
with Session(engine) as session:
    clinic = Clinic()
    session.add(clinic)
    session.flush()
    ward = Ward(clinic=clinic, no=1)
    nurse = Nurse(clinic=clinic, badge="x")
    first = Shift(clinic=clinic, no=1, ward=ward, nurse=nurse)
    second = Shift(clinic=clinic, no=2, ward=ward, nurse=nurse, shift=first)
    session.add_all([first, second])
    session.commit()
    found += [[each.no for each in first.shift_shifts], sorted(each.no for each in nurse.shifts)]
    first.nurse = None
    second.shift = None
    nurse.shifts.remove(second)
    session.commit()
    found.append(rows(session))
    nurse.shifts.append(second)
    first.shift_shifts.append(second)
    session.commit()
    found.append(rows(session)[1])
    session.delete(second)
    session.commit()
    found.append(rows(session))
found
`;

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
