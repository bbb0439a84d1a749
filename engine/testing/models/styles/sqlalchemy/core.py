from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Computed,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Numeric,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    desc,
    func,
    text,
)

metadata = MetaData()

rooms = Table(
    "rooms",
    metadata,
    Column("building", String(10)),
    Column("number", SmallInteger),
    Column("seats", Integer, CheckConstraint("seats > 0", name="has_seats")),
    PrimaryKeyConstraint("building", "number", name="rooms_key"),
    comment="Where meetings are.",
)

people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("email", String(120), nullable=False),
    Column("manager_id", ForeignKey("people.id", ondelete="SET NULL")),
    UniqueConstraint("email", name="one_email"),
)

meetings = Table(
    "meetings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("building", String(10), nullable=False),
    Column("number", SmallInteger, nullable=False),
    Column("host_id", None, ForeignKey("people.id")),
    Column("starts", DateTime(timezone=True), server_default=func.current_timestamp()),
    Column("hours", Numeric(4, 2), server_default="1"),
    Column("minutes", Numeric, Computed("hours * 60")),
    ForeignKeyConstraint(["building", "number"], ["rooms.building", "rooms.number"], ondelete="CASCADE"),
)

Index("meetings_by_start", meetings.c.starts.desc(), meetings.c.id)
Index("long_meetings", meetings.c.hours, sqlite_where=meetings.c.hours > 2)
Index("meetings_by_host", desc(meetings.c.host_id), unique=True)
Index("people_by_email", func.lower(people.c.email))
Index("people_by_text", text("manager_id DESC"), _table=people)
