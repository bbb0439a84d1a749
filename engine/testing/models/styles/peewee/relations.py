"""Relations of every kind."""

from peewee import (
    BooleanField,
    CharField,
    CompositeKey,
    DateTimeField,
    ForeignKeyField,
    ManyToManyField,
    DeferredThroughModel,
    Model,
    SQL,
    SqliteDatabase,
    TextField,
)

database = SqliteDatabase(None)


class BaseModel(Model):
    class Meta:
        database = database
        legacy_table_names = False


class Person(BaseModel):
    name = CharField(unique=True)
    boss = ForeignKeyField("self", null=True, backref="team", on_delete="SET NULL")
    mate = ForeignKeyField("self", null=True, backref="+", unique=True)


class Tweet(BaseModel):
    user = ForeignKeyField(Person, backref="tweets", on_delete="CASCADE", on_update="CASCADE")
    user_name = ForeignKeyField(Person, field="name", column_name="person_name", backref="named_tweets")
    reply_to = ForeignKeyField("self", null=True, backref="replies", constraint_name="fk_reply")
    body = TextField()


class Profile(BaseModel):
    person = ForeignKeyField(Person, primary_key=True, backref="profiles", on_delete="RESTRICT")
    public = BooleanField()


class Friendship(BaseModel):
    from_person = ForeignKeyField(Person, backref="befriended", index=False)
    to_person = ForeignKeyField(Person, backref="befriended_by", column_name="to_id", object_id_name="to_person_key")
    since = DateTimeField(null=True)

    class Meta:
        primary_key = CompositeKey("from_person", "to_person")


class Student(BaseModel):
    name = CharField()


EnrolmentDeferred = DeferredThroughModel()


class Course(BaseModel):
    name = CharField()
    students = ManyToManyField(Student, backref="courses")
    members = ManyToManyField(Person, backref="attended", through_model=EnrolmentDeferred)


class Enrolment(BaseModel):
    course = ForeignKeyField(Course)
    person = ForeignKeyField(Person)

    class Meta:
        primary_key = CompositeKey("course", "person")


EnrolmentDeferred.set_model(Enrolment)

StudentCourse = Course.students.get_through_model()


class Seat(BaseModel):
    course = ForeignKeyField(Course, backref="seats")
    row = CharField()

    class Meta:
        constraints = [
            SQL("FOREIGN KEY (course_id, row) REFERENCES room_row (course_id, row) ON DELETE CASCADE"),
        ]


class RoomRow(BaseModel):
    course = ForeignKeyField(Course, backref="room_rows")
    row = CharField()

    class Meta:
        primary_key = CompositeKey("course", "row")
