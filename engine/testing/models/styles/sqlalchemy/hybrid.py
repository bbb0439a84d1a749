from sqlalchemy import Column, ForeignKey, Integer, String, Table
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, column_property, deferred, relationship, synonym


class Base(DeclarativeBase):
    pass


class Part(Base):
    __table__ = Table(
        "parts",
        Base.metadata,
        Column("id", Integer, primary_key=True),
        Column("label", String(20), nullable=False),
        Column("whole_id", ForeignKey("parts.id")),
        Column("note", String),
    )

    note = deferred(__table__.c.note)
    caption = column_property(__table__.c.label + "!")
    name = synonym("label")
    parts = relationship("Part", back_populates="whole")
    whole = relationship("Part", back_populates="parts", remote_side=[__table__.c.id])

    @hybrid_property
    def is_whole(self):
        return self.whole_id.is_(None)
