import initSqlJs from "sql.js";
import { beforeAll, describe, expect, test } from "vitest";
import { openPython, type Python, pythonAvailable, pythonStartTimeout } from "./index.ts";

const models = `
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "author"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    books: Mapped[list["Book"]] = relationship(back_populates="author")


class Book(Base):
    __tablename__ = "book"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str | None] = mapped_column(String(200))
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id", ondelete="CASCADE"))
    author: Mapped["Author"] = relationship(back_populates="books")
`;

describe.skipIf(!pythonAvailable("sqlalchemy"))("models in the real SQLAlchemy", async () => {
  const { Database } = await initSqlJs();
  let python: Python;
  beforeAll(async () => {
    python = await openPython("sqlalchemy");
  }, pythonStartTimeout);

  async function readCatalogue(text: string, pragma: string): Promise<unknown> {
    const database = new Database(await python.createTables(text));
    return database.exec(`SELECT * FROM ${pragma}`)[0]?.values;
  }

  test("the tables that it makes can be read from the catalogue", async () => {
    expect(await readCatalogue(models, "pragma_table_info('book')")).toEqual([
      [0, "id", "INTEGER", 1, null, 1],
      [1, "title", "VARCHAR(200)", 0, null, 0],
      [2, "author_id", "INTEGER", 1, null, 0],
    ]);
    expect(await readCatalogue(models, "pragma_foreign_key_list('book')")).toEqual([
      [0, 0, "author", "author_id", "id", "NO ACTION", "CASCADE", "NONE"],
    ]);
  });

  test("a script follows both sides of a relation", async () => {
    const script = `
from sqlalchemy.orm import Session

with Session(engine) as session:
    book = Book(title="Emma", author=Author(name="Jane"))
    session.add(book)
    session.commit()
    found = [[each.title for each in session.get(Author, 1).books], book.author.name]
found
`;
    expect(await python.run(models, script)).toEqual([["Emma"], "Jane"]);
  });

  test("foreign keys are enforced", async () => {
    const script = `
from sqlalchemy import insert

with engine.begin() as connection:
    connection.execute(insert(Book).values(author_id=7))
`;
    await expect(python.run(models, script)).rejects.toThrow(
      /IntegrityError: .*FOREIGN KEY constraint failed[\s\S]*\(script\.py, line 5\)$/,
    );
  });

  test("reports an error in the models with its position, and does not affect later models", async () => {
    const unknownType = models.replace("String(80)", "Text(80)");
    await expect(python.createTables(unknownType)).rejects.toThrow(
      "NameError: name 'Text' is not defined (models.py, line 14)",
    );
    const unknownRelation = models.replace('back_populates="author"', 'back_populates="writer"');
    await expect(python.createTables(unknownRelation)).rejects.toThrow(
      /^InvalidRequestError: .*has no property 'writer'/,
    );
    expect(await python.run(models, "Author.__tablename__")).toBe("author");
  });

  test("a warning about the mapping is a fault", async () => {
    const twoPaths = models.replace(
      'author: Mapped["Author"] = relationship(back_populates="books")',
      'author: Mapped["Author"] = relationship(back_populates="books")\n' +
        '    writer: Mapped["Author"] = relationship()',
    );
    await expect(python.createTables(twoPaths)).rejects.toThrow(/^SAWarning: relationship/);
  });
});
