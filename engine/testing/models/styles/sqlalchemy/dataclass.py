from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Column, ForeignKey, Integer, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column, registry, relationship

reg = registry()


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    pass


class Sensor(Base):
    __tablename__ = "sensors"

    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    place: Mapped[str] = mapped_column(String(40))
    unit: Mapped[str | None] = mapped_column(default="C")
    readings: Mapped[list[Reading]] = relationship(back_populates="sensor", default_factory=list)


class Reading(Base):
    __tablename__ = "readings"

    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    value: Mapped[float]
    sensor_id: Mapped[int] = mapped_column(ForeignKey("sensors.id"), init=False)
    sensor: Mapped[Sensor] = relationship(back_populates="readings")


@reg.mapped_as_dataclass
class Unit:
    __tablename__ = "units"

    code: Mapped[str] = mapped_column(String(3), primary_key=True)
    name: Mapped[str] = mapped_column(default="")


@reg.mapped
@dataclass
class Alarm:
    __table__ = Table(
        "alarms",
        reg.metadata,
        Column("id", Integer, primary_key=True),
        Column("level", Integer, nullable=False),
    )

    id: int = field(init=False)
    level: int = 0
