from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field, Relationship, SQLModel


class Rank(str, Enum):
    novice = "novice"
    veteran = "veteran"


class HeroTeamLink(SQLModel, table=True):
    team_id: int | None = Field(default=None, foreign_key="team.id", primary_key=True)
    hero_id: int | None = Field(default=None, foreign_key="hero.id", primary_key=True)


class Team(SQLModel, table=True):
    """People who work together."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True, unique=True, max_length=40)
    headquarters: str

    heroes: list["Hero"] = Relationship(back_populates="teams", link_model=HeroTeamLink)


class Hero(SQLModel, table=True):
    __table_args__ = (UniqueConstraint("name", "secret_name", name="one_hero"), Index("by_age", "age"))

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    secret_name: str
    age: int | None = None
    rank: Rank = Rank.novice
    pay: Decimal = Field(default=0, max_digits=8, decimal_places=2)
    facts: dict = Field(default_factory=dict, sa_column=Column(JSON))
    joined: datetime = Field(default_factory=lambda: datetime.now(UTC))

    teams: list[Team] = Relationship(back_populates="heroes", link_model=HeroTeamLink)
    weapon: "Weapon" = Relationship(back_populates="hero")


class Weapon(SQLModel, table=True):
    __tablename__ = "arms"

    id: int | None = Field(default=None, primary_key=True)
    hero_id: int = Field(foreign_key="hero.id", unique=True, ondelete="CASCADE")
    hero: Hero = Relationship(back_populates="weapon")
