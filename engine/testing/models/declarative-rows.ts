/** Proves rows of SQLAlchemy and of SQLModel, whose sessions and objects are the same. */
import { describe, expect, it } from "vitest";
import type { Exporter } from "../../exporters/index.ts";
import { openPython, pythonAvailable } from "../python/index.ts";
import { everythingDocument } from "../sample-documents.ts";
import { countRows } from "./found-rows.ts";
import { modelsOf } from "./model-proof.ts";
import { proveRows } from "./row-proof.ts";

export type DeclarativeProof = {
  readonly exporter: Exporter;
  readonly library: "sqlalchemy" | "sqlmodel";
};

/** The script of `proveRows`, and its call. */
export const declarativeTrip = {
  script: "sqlalchemy_rows.py",
  call: "completed(round_trip(Declarative(engine, dict(globals()))))",
} as const;

/** Runs a script after some rows of the document with everything are written, in an open `session`. */
export const runWithRows = async (
  { exporter, library }: DeclarativeProof,
  script: string,
): Promise<unknown> => {
  const python = await openPython(library);
  return python.run(modelsOf({ exporter }, everythingDocument()), WRITE + script);
};

/** Declares the tests of an exporter. */
export const proveDeclarativeRows = (given: DeclarativeProof): void => {
  const { exporter, library } = given;
  proveRows({ exporter, library, ...declarativeTrip });

  describe.skipIf(!pythonAvailable(library))(`models in the real ${exporter.label}`, () => {
    it("delete rows as the design specifies", async () => {
      expect(await runWithRows(given, DELETE)).toEqual([
        ["IntegrityError", 1, 1],
        [1, null],
        [0, 0, 0],
      ]);
    });

    it("read what the database computes and its defaults", async () => {
      expect(await runWithRows(given, READ)).toEqual([
        "25.00",
        "NOTES",
        true,
        "draft",
        ["new"],
        ["Notes"],
        "Ada",
      ]);
    });

    it("write a file whose rows are found by their values", async () => {
      const file = String(await runWithRows(given, "engine.raw_connection().serialize().hex()"));
      const conditions = [
        { seen: "2026-03-01 10:00:00" },
        { opens: "10:30:00" },
        { published: "2026-03-02" },
        { token: "0b5c2f2e6a5141c69d4e2f0f6f1f7a10" },
        { price: 12.5 },
        { state: "it's retired" },
        { total: 25 },
        { shout: "NOTES" },
        { title: "Letters" },
      ];
      const counts = await countRows(file, "Book", conditions);
      expect(counts).toEqual([...conditions.map(() => 1).slice(1), 0]);
      expect(await countRows(file, "Author", [{ active: true }, { active: false }])).toEqual([
        2, 0,
      ]);
    });
  });
};

const WRITE = `
import datetime
import decimal
import uuid

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

session = Session(engine)
charles = Author(name="Charles")
ada = Author(name="Ada", mentor=charles, profile=Profile(bio="x"))
book = Book(
    title="Notes",
    price=decimal.Decimal("12.50"),
    copies=2,
    state=Status.it_s_retired,
    published=datetime.date(2026, 3, 2),
    opens=datetime.time(10, 30),
    seen=datetime.datetime(2026, 3, 1, 10, tzinfo=datetime.UTC),
    token=uuid.UUID("0b5c2f2e-6a51-41c6-9d4e-2f0f6f1f7a10"),
    meta={"pages": 400},
    author=ada,
    tags=[Tag(name="new")],
)
loan = Loan(reader="Grace", book=book, due=datetime.date(2026, 4, 1))
session.add(loan)
session.commit()
`;

const READ = `
session.add(Book(title="Letters", author=ada))
session.commit()
session = Session(engine)
found = session.query(Book).filter_by(title="Notes").one()
[tag] = found.tags
[
    str(found.total),
    found.shout,
    found.author.active,
    session.query(Book).filter_by(title="Letters").one().state.value,
    [tag.name],
    [each.title for each in tag.books],
    found.author.name,
]
`;

const DELETE = `
def counts(*models):
    return [session.query(model).count() for model in models]

try:
    with session.begin_nested():
        session.delete(ada)
    refused = None
except IntegrityError as error:
    refused = type(error).__name__
found = [[refused, *counts(Book, Profile)]]
session.delete(loan)
session.delete(charles)
session.commit()
found.append([session.query(Author).count(), ada.mentor_id])
session.delete(ada)
session.commit()
found.append(counts(Author, Book, Profile))
found
`;
