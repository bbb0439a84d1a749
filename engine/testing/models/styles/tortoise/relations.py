"""Relations of every kind."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model


class Tournament(Model):
    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=100, unique=True)

    events: fields.ReverseRelation["Event"]


class Event(Model):
    id = fields.BigIntField(primary_key=True)
    tournament: fields.ForeignKeyRelation[Tournament] = fields.ForeignKeyField(
        "models.Tournament", related_name="events", description="Where it takes place."
    )
    named_after: fields.ForeignKeyNullableRelation[Tournament] = fields.ForeignKeyField(
        "models.Tournament",
        related_name="namesakes",
        to_field="name",
        null=True,
        on_delete=fields.SET_NULL,
        source_field="tournament name",
    )
    parent = fields.ForeignKeyField("models.Event", related_name="parts", null=True, on_delete=fields.NO_ACTION)
    hidden = fields.ForeignKeyField("models.Team", related_name=False, null=True, on_delete=fields.RESTRICT)
    participants: fields.ManyToManyRelation["Team"] = fields.ManyToManyField(
        "models.Team",
        related_name="events",
        through="event_team",
        forward_key="team_key",
        backward_key="event_key",
    )
    sponsors = fields.ManyToManyField("models.Sponsor", related_name="sponsored")
    fans = fields.ManyToManyField("models.Team", related_name="liked", through="fan", on_delete=fields.NO_ACTION)


class Address(Model):
    city = fields.CharField(max_length=64)
    event: fields.OneToOneRelation[Event] = fields.OneToOneField(
        "models.Event", on_delete=fields.CASCADE, related_name="address", primary_key=True
    )


class Room(Model):
    address = fields.ForeignKeyField("models.Address", related_name="rooms", to_field="event_id", db_index=True)


class Team(Model):
    id = fields.IntField(primary_key=True)
    name = fields.TextField()
    captain = fields.OneToOneField("models.Captain", related_name="team", null=True)

    events: fields.ManyToManyRelation[Event]


class Captain(Model):
    id = fields.IntField(primary_key=True)


class Sponsor(Model):
    code = fields.CharField(max_length=8, primary_key=True)


class Fan(Model):
    """The join table with a column of the relation."""

    team = fields.ForeignKeyField("models.Team", related_name="fans_of_team")
    event = fields.ForeignKeyField("models.Event", related_name="fans_of_event")
    since = fields.DateField(null=True)

    class Meta:
        table = "fan"
        unique_together = ("team", "event")
