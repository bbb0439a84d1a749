"""SQLAlchemy and SQLModel."""

import datetime
import decimal
import uuid

import sqlalchemy
from sqlalchemy.orm import RelationshipDirection, Session


def sample_number(kind, number):
    if isinstance(kind, sqlalchemy.Float):
        return number + 0.5
    if isinstance(kind, sqlalchemy.Numeric):
        return decimal.Decimal("1.5") if kind.scale is None else decimal.Decimal(number % 10).scaleb(-kind.scale)
    return number


def sample(kind, number):
    """A value of the column's type; values of different rows differ."""
    moment = datetime.datetime(2026, 1, 1 + number % 28, 12, 30, number % 60, 1000)
    match kind:
        case sqlalchemy.Enum():
            return list(kind.enum_class)[number % len(kind.enum_class)]
        case sqlalchemy.Boolean():
            return number % 2 == 0
        case sqlalchemy.Integer() | sqlalchemy.Float() | sqlalchemy.Numeric():
            return sample_number(kind, number)
        case sqlalchemy.DateTime():
            return moment
        case sqlalchemy.Date():
            return moment.date()
        case sqlalchemy.Time():
            return moment.time()
        case sqlalchemy.Uuid():
            return uuid.UUID(int=number)
        case sqlalchemy.JSON():
            return {"number": number, "list": [None, True, "x"]}
        case sqlalchemy.LargeBinary():
            return bytes([number % 256, 0, 255])
        case sqlalchemy.TypeDecorator(impl=sqlalchemy.DateTime()):
            # SQLModel stores datetimes with a zone.
            return moment.replace(tzinfo=datetime.UTC)
    return f"t{number}"[: getattr(kind, "length", None)]


def is_generated(column):
    return bool(column.computed or column.identity or column is column.table.autoincrement_column)


def refers_to_itself(table):
    return any(key.referred_table is table for key in table.foreign_key_constraints)


def attribute_of(mapper, column):
    return mapper.get_property_by_column(column).key


def columns_of(relation):
    """The columns that a relation of a row sets."""
    return {local for _, local in relation.synchronize_pairs}


def is_required(relation):
    return not any(column.nullable for column in columns_of(relation))


def identified(session, row):
    """The same row in another session."""
    return session.get(type(row), sqlalchemy.inspect(row).identity)


class Declarative:
    def __init__(self, engine, names):
        self.engine, self.session, self.reader = engine, Session(engine, expire_on_commit=False), Session(engine)
        # Checks of the design, and foreign keys without a relationship, may refuse the sample values.
        with engine.connect() as connection:
            connection.connection.execute("PRAGMA ignore_check_constraints = ON")
            connection.connection.execute("PRAGMA foreign_keys = OFF")
        inspected = {sqlalchemy.inspect(each, raiseerr=False) for each in names.values() if isinstance(each, type)}
        mappers = [each for each in inspected if getattr(each, "is_mapper", False)]
        joining = {relation.secondary for mapper in mappers for relation in mapper.relationships}
        self.models = [mapper.class_ for mapper in mappers if mapper.local_table not in joining]
        self.mappers = {mapper.local_table: mapper for mapper in mappers}

    def values(self, model):
        columns = {each.key: each.columns[0] for each in sqlalchemy.inspect(model).column_attrs}
        return [key for key, column in columns.items() if not (column.foreign_keys or is_generated(column))]

    def relations(self, model):
        """Without relations that set the same columns as another one: one value would have to lead to two rows."""
        found = {}
        for relation in sqlalchemy.inspect(model).relationships:
            if relation.direction is RelationshipDirection.MANYTOONE:
                found.setdefault(frozenset(columns_of(relation)), relation)
        return found.values()

    def new(self, model, number):
        mapper, row = sqlalchemy.inspect(model), model()
        for name in self.values(model):
            setattr(row, name, sample(mapper.columns[name].type, number))
        column = mapper.local_table.autoincrement_column
        if column is not None and refers_to_itself(mapper.local_table):
            # A row that refers to itself needs its key first.
            setattr(row, attribute_of(mapper, column), number)
        return row

    async def create(self, model, number, row_of):
        mapper, targets, own = sqlalchemy.inspect(model), {}, []
        for relation in self.relations(model):
            target = None if relation.mapper is mapper else await row_of(relation.mapper.class_)
            if target is not None:
                targets[relation] = target
            elif relation.mapper is mapper and not is_required(relation):
                own.append(relation)
            elif relation.mapper is not mapper and is_required(relation):
                # A circle of references that are all required has no first row.
                return None
        shared = {relation: row for relation, row in targets.items() if is_required(relation)}
        if own and all(self.is_to_many(relation) for relation in shared):
            parent = await self.saved(self.new(model, 2 * number + 1), shared, row_of)
            targets |= {relation: parent for relation in own}
        return await self.saved(self.new(model, 2 * number), targets, row_of)

    def is_to_many(self, relation):
        return getattr(relation.mapper.relationships, relation.back_populates).uselist

    async def saved(self, row, targets, row_of):
        for relation, target in targets.items():
            setattr(row, relation.key, target)
        await self.fill(row, {column for relation in targets for column in columns_of(relation)}, row_of)
        self.session.add(row)
        self.session.commit()
        return row

    async def fill(self, row, written, row_of):
        """Sets required columns of foreign keys that no relation sets."""
        mapper = sqlalchemy.inspect(type(row))
        for column in mapper.local_table.columns:
            for key in column.foreign_keys if not (column.nullable or column in written) else ():
                mapped = self.mappers.get(key.column.table)
                target = row if mapped is mapper else mapped and await row_of(mapped.class_)
                value = target and getattr(target, attribute_of(mapped, key.column))
                setattr(row, attribute_of(mapper, column), value or sample(column.type, 1))

    async def find(self, row):
        return identified(self.reader, row)

    async def target(self, row, relation):
        return getattr(row, relation.key)

    async def others(self, target, relation):
        side = getattr(target, relation.back_populates)
        return side if isinstance(side, list) else [side]

    def links(self, model):
        for relation in sqlalchemy.inspect(model).relationships:
            reverse = f"{relation.mapper.class_.__name__}.{relation.back_populates}"
            if relation.direction is RelationshipDirection.MANYTOMANY and str(relation) <= reverse:
                yield relation, relation.mapper.class_

    async def link(self, row, other, relation):
        with Session(self.engine) as session:
            source, target = identified(session, row), identified(session, other)
            getattr(source, relation.key).append(target)
            session.commit()
        with Session(self.engine) as session:
            source, target = identified(session, row), identified(session, other)
            return list(getattr(source, relation.key)), list(getattr(target, relation.back_populates))

    def key(self, row):
        return sqlalchemy.inspect(row).identity_key
