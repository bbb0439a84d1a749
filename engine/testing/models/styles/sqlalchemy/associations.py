from sqlalchemy import Column, ForeignKey, String, Table
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.ext.asyncio import AsyncAttrs
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(AsyncAttrs, DeclarativeBase):
    pass


follows = Table(
    "follows",
    Base.metadata,
    Column("follower_id", ForeignKey("members.id"), primary_key=True),
    Column("followed_id", ForeignKey("members.id"), primary_key=True),
)

member_badges = Table(
    "member_badges",
    Base.metadata,
    Column("member_id", ForeignKey("members.id", ondelete="CASCADE"), primary_key=True),
    Column("badge_id", ForeignKey("badges.id"), primary_key=True),
)


class Member(Base):
    __tablename__ = "members"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30))
    badges: Mapped[list["Badge"]] = relationship(secondary=member_badges, back_populates="holders")
    following: Mapped[list["Member"]] = relationship(
        secondary="follows",
        primaryjoin="Member.id == follows.c.follower_id",
        secondaryjoin="Member.id == follows.c.followed_id",
        back_populates="followers",
    )
    followers: Mapped[list["Member"]] = relationship(
        secondary="follows",
        primaryjoin="Member.id == follows.c.followed_id",
        secondaryjoin="Member.id == follows.c.follower_id",
        back_populates="following",
    )
    memberships: Mapped[list["Membership"]] = relationship(back_populates="member")
    clubs: AssociationProxy[list["Club"]] = association_proxy("memberships", "club")


class Badge(Base):
    __tablename__ = "badges"

    id: Mapped[int] = mapped_column(primary_key=True)
    holders: Mapped[set[Member]] = relationship(secondary=member_badges, back_populates="badges")


class Club(Base):
    __tablename__ = "clubs"

    id: Mapped[int] = mapped_column(primary_key=True)
    memberships: Mapped[list["Membership"]] = relationship(back_populates="club")
    members: Mapped[list[Member]] = relationship(secondary="memberships", viewonly=True)


class Membership(Base):
    __tablename__ = "memberships"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    club_id: Mapped[int] = mapped_column(ForeignKey("clubs.id"), primary_key=True)
    role: Mapped[str | None]
    member: Mapped[Member] = relationship(back_populates="memberships")
    club: Mapped[Club] = relationship(back_populates="memberships")
