"""Writes a row of every model through a library, and reads it back by both sides of its relations.

A library is an object with these members; those with "await" are coroutines:
    models                          the classes
    await create(model, n, row_of)  a saved row, or None where there is no first row; `await row_of(model)` is the row
                                    of another model, or None while that is being created
    await find(row)                 the same row, read from the database
    values(model)                   the names of attributes that have values of their own
    relations(model)                the relations that a row holds the key of
    await target(row, relation)     the row that it leads to
    await others(target, relation)  the rows of its other side
    links(model)                    the many-to-many relations that the model declares, with their target
    await link(row, other, link)    links two rows; the rows of both sides after that
    key(row)                        what identifies a row
"""


class Writer:
    """Creates one row of each model, after the rows that it refers to."""

    def __init__(self, library):
        self.library, self.rows, self.begun = library, {}, []

    async def row(self, model):
        if model not in self.begun:
            self.begun.append(model)
            self.rows[model] = await self.library.create(model, len(self.begun), self.row)
        return self.rows.get(model)


def same(written, read):
    if isinstance(written, (bytes, memoryview)):
        return bytes(written) == bytes(read)
    return written == read


async def compare(library, row, problems):
    model = type(row)
    found = await library.find(row)
    for name in library.values(model):
        written, read = getattr(row, name), getattr(found, name)
        if not same(written, read):
            problems.append(f"{model.__name__}.{name}: {written!r}, {read!r}")
    relations = 0
    for relation in library.relations(model):
        target = await library.target(found, relation)
        if target is None:
            continue
        relations += 1
        if library.key(target) != library.key(await library.target(row, relation)):
            problems.append(f"{relation} leads to another row")
        if library.key(found) not in [library.key(each) for each in await library.others(target, relation)]:
            problems.append(f"the other side of {relation} lacks the row")
    return relations


async def link(library, model, rows, problems):
    """Many-to-many relations, by both sides."""
    relations = 0
    for relation, target in library.links(model):
        row, other = rows.get(model), rows.get(target)
        if row is None or other is None:
            continue
        relations += 1
        near, far = await library.link(row, other, relation)
        if library.key(other) not in [library.key(each) for each in near]:
            problems.append(f"{relation} lacks the row")
        if library.key(row) not in [library.key(each) for each in far]:
            problems.append(f"the other side of {relation} lacks the row")
    return relations


async def round_trip(library):
    writer, problems = Writer(library), []
    models = sorted(library.models, key=lambda model: model.__name__)
    for model in models:
        await writer.row(model)
    rows = [row for row in writer.rows.values() if row is not None]
    relations = 0
    for row in rows:
        relations += await compare(library, row, problems)
    for model in models:
        relations += await link(library, model, writer.rows, problems)
    return {"rows": len(rows), "relations": relations, "problems": problems}


def completed(coroutine):
    """The result of a coroutine that never waits. Django has another connection within a running event loop."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
