from sqlalchemy import Boolean, Column, Date, Enum, Float, ForeignKey, Integer, LargeBinary, String, Text, text
from sqlalchemy.orm import backref, declarative_base, relationship

Base = declarative_base()


class Teacher(Base):
    __tablename__ = "teachers"

    id = Column(Integer, primary_key=True)
    name = Column(String(50), nullable=False, index=True)
    is_active = Column(Boolean, nullable=False, server_default=text("1"))
    born = Column(Date)
    rank = Column(Enum("junior", "senior", name="teacher_rank"), server_default="junior")

    def __repr__(self):
        return f"<Teacher {self.name}>"


class Course(Base):
    __tablename__ = "courses"

    id = Column(Integer, primary_key=True)
    title = Column(String, nullable=False)
    body = Column(Text)
    picture = Column(LargeBinary)
    price = Column(Float, default=9.5)
    teacher_id = Column(Integer, ForeignKey("teachers.id", onupdate="CASCADE"))
    assistant_id = Column(ForeignKey("teachers.id"))

    teacher = relationship("Teacher", foreign_keys=[teacher_id], backref="courses")
    assistant = relationship(
        "Teacher", foreign_keys=[assistant_id], backref=backref("assisted_courses", lazy="dynamic")
    )
    syllabus = relationship("Syllabus", uselist=False, back_populates="course")


class Syllabus(Base):
    __tablename__ = "syllabi"

    course_id = Column(Integer, ForeignKey(Course.id), primary_key=True)
    text = Column("content", Text)

    course = relationship(Course, back_populates="syllabus")
