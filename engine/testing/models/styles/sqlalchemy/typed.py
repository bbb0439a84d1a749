import enum
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Optional
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, Numeric, String, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

number = Annotated[int, mapped_column(primary_key=True)]
title = Annotated[str, mapped_column(String(80))]


class Mood(enum.Enum):
    CALM = "calm"
    STORMY = "stormy"


class Base(DeclarativeBase):
    type_annotation_map = {dict[str, Any]: JSON, Decimal: Numeric(8, 2)}


class Harbor(Base):
    """Where ships rest."""

    __tablename__ = "harbors"

    id: Mapped[number]
    name: Mapped[title] = mapped_column(unique=True, comment="As on charts.")
    mood: Mapped[Mood] = mapped_column(default=Mood.CALM)
    flag: Mapped[Literal["red", "green"]]
    fee: Mapped[Decimal]
    facts: Mapped[dict[str, Any]]
    token: Mapped[UUID] = mapped_column(default=uuid4)
    opened: Mapped[datetime] = mapped_column(server_default=func.now())

    ships: Mapped[list["Ship"]] = relationship(back_populates="harbor", cascade="all, delete-orphan")


class Ship(Base):
    __tablename__ = "ships"

    id: Mapped[number]
    name: Mapped[Optional[str]] = mapped_column(index=True)
    length_in_feet: Mapped[float | None] = mapped_column("length")
    harbor_id: Mapped[int] = mapped_column(ForeignKey("harbors.id", ondelete="CASCADE"))

    harbor: Mapped[Harbor] = relationship(back_populates="ships")
