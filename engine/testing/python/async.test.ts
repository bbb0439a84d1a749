import { beforeAll, describe, expect, test } from "vitest";
import { openPython, type Python, pythonAvailable, pythonStartTimeout } from "./index.ts";
import { twoTables } from "./two-tables.ts";

const available = (["sqlalchemy", "django", "tortoise"] as const).every(pythonAvailable);

describe.skipIf(!available)("asynchronous code", () => {
  let sqlalchemy: Python;
  let django: Python;
  let tortoise: Python;
  beforeAll(async () => {
    sqlalchemy = await openPython("sqlalchemy");
    django = await openPython("django");
    tortoise = await openPython("tortoise");
  }, pythonStartTimeout);

  const session = `
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

engine = create_async_engine("sqlite+aiosqlite://")
async with engine.begin() as connection:
    await connection.run_sync(Base.metadata.create_all)
`;

  test("runs in sessions of SQLAlchemy", async () => {
    const script = `${session}
async with AsyncSession(engine) as session:
    session.add(Letter(subject="Tea", writer=Writer(name="Rahel")))
    await session.commit()
    letters = (await session.scalars(select(Letter))).all()
    found = [letter.subject async for letter in await session.stream_scalars(select(Letter))]
found
`;
    expect(await sqlalchemy.run(twoTables.sqlalchemy.models, script)).toEqual(["Tea"]);
  });

  test("cannot load lazily in SQLAlchemy, as with the real greenlets", async () => {
    const script = `${session}
async with AsyncSession(engine) as session:
    session.add(Letter(subject="Tea", writer=Writer(name="Rahel")))
    await session.commit()
    session.expunge_all()
    letter = await session.get(Letter, 1)
    letter.writer
`;
    await expect(sqlalchemy.run(twoTables.sqlalchemy.models, script)).rejects.toThrow(
      /MissingGreenlet.*\(script\.py, line 14\)$/s,
    );
  });

  test("raises what the database raises, where it is awaited", async () => {
    const script = `${session}
try:
    async with AsyncSession(engine) as session:
        session.add(Letter(id=1, writer_id=1))
        session.add(Letter(id=1, writer_id=1))
        await session.commit()
except Exception as error:
    found = type(error).__name__
found
`;
    expect(await sqlalchemy.run(twoTables.sqlalchemy.models, script)).toBe("IntegrityError");
  });

  test("runs in Django", async () => {
    const script = `
await Writer.objects.acreate(name="Rahel")
[writer.name async for writer in Writer.objects.all()]
`;
    expect(await django.run(twoTables.django.models, script)).toEqual(["Rahel"]);
  });

  test("runs in tasks and transactions of Tortoise", async () => {
    const script = `
import asyncio
from tortoise.transactions import in_transaction

async with in_transaction():
    await asyncio.gather(*(Writer.create(name=name) for name in ["Rahel", "Mina"]))
async with asyncio.timeout(10):
    await asyncio.sleep(0)
    names = await Writer.all().order_by("name").values_list("name", flat=True)
names
`;
    expect(await tortoise.run(twoTables.tortoise.models, script)).toEqual(["Mina", "Rahel"]);
  });

  test("runs to its end within a synchronous script", async () => {
    const script = `
import asyncio

async def double(number):
    return 2 * await asyncio.to_thread(lambda: number)

asyncio.run(double(4))
`;
    expect(await django.run(twoTables.django.models, script)).toBe(8);
  });

  test("that can never continue is reported", async () => {
    const script = "import asyncio\nawait asyncio.Event().wait()";
    await expect(django.run(twoTables.django.models, script)).rejects.toThrow(
      "RuntimeError: The code waits for something that can never happen.",
    );
  });
});
