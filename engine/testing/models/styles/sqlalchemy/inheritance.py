from sqlalchemy import ForeignKey, String
from sqlalchemy.ext.declarative import ConcreteBase
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Company(Base):
    __tablename__ = "company"

    id: Mapped[int] = mapped_column(primary_key=True)
    employees: Mapped[list["Employee"]] = relationship(back_populates="company")


class Employee(Base):
    __tablename__ = "employee"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    type: Mapped[str] = mapped_column(String(20))
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    company: Mapped[Company] = relationship(back_populates="employees")

    __mapper_args__ = {"polymorphic_identity": "employee", "polymorphic_on": "type"}


class Engineer(Employee):
    __tablename__ = "engineer"

    id: Mapped[int] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    machine: Mapped[str]

    __mapper_args__ = {"polymorphic_identity": "engineer"}


class Manager(Employee):
    budget: Mapped[int] = mapped_column(nullable=True)

    __mapper_args__ = {"polymorphic_identity": "manager"}


class Vehicle(ConcreteBase, Base):
    __tablename__ = "vehicle"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

    __mapper_args__ = {"polymorphic_identity": "vehicle", "concrete": True}


class Truck(Vehicle):
    __tablename__ = "truck"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    load: Mapped[int]

    __mapper_args__ = {"polymorphic_identity": "truck", "concrete": True}
