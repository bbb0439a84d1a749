import uuid
from typing import Optional

from pydantic import field_validator
from sqlmodel import Field, Relationship, SQLModel


class UserBase(SQLModel):
    name: str = Field(max_length=50, description="The name on the door.")
    is_admin: bool = False

    @field_validator("name")
    @classmethod
    def is_short(cls, value: str) -> str:
        return value.strip()


class User(UserBase, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    boss_id: Optional[uuid.UUID] = Field(default=None, foreign_key="user.id", ondelete="SET NULL")

    boss: Optional["User"] = Relationship(
        back_populates="reports", sa_relationship_kwargs={"remote_side": "User.id"}
    )
    reports: list["User"] = Relationship(back_populates="boss")


class UserCreate(UserBase):
    password: str


class UserPublic(UserBase):
    id: uuid.UUID
