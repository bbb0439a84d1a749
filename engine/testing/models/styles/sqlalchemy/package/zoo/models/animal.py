from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from zoo.base import Base

if TYPE_CHECKING:
    from .keeper import Keeper


class Animal(Base):
    __tablename__ = "animals"

    id: Mapped[int] = mapped_column(primary_key=True)
    keeper_id: Mapped[int | None] = mapped_column(ForeignKey("keepers.id"))
    keeper: Mapped["Keeper | None"] = relationship(back_populates="animals")
