"""Defaults in Python as values that JSON can hold."""

import datetime
import decimal
import enum
import uuid

from stele_runtime.reading.stand_ins import StandIn


class NoValue(Exception):
    """A default that is computed in Python."""


def plain_value(given):
    """The value as the database stores it. @raises NoValue for a function, or an object."""
    if isinstance(given, enum.Enum):
        given = given.value
    if given is None or isinstance(given, bool | int | float):
        return given
    if isinstance(given, str | decimal.Decimal | uuid.UUID):
        return str(given)
    if isinstance(given, datetime.datetime):
        return given.isoformat(" ")
    if isinstance(given, datetime.date | datetime.time):
        return given.isoformat()
    raise NoValue(repr(given) if isinstance(given, StandIn) else getattr(given, "__name__", type(given).__name__))


def texts_of_choices(choices):
    """The values of a list of choices, if all of them are texts; null otherwise."""
    values = [value for value in choices if value is not None]
    if not values or not all(isinstance(value, str) for value in values):
        return None
    return list(dict.fromkeys(str(getattr(value, "value", value)) for value in values))
