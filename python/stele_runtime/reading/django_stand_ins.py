"""What absent modules would give to models of Django, and what older versions of Django had."""

import dis
import inspect
import sys
from contextlib import ExitStack, contextmanager
from unittest import mock

import django
from django.conf import LazySettings, settings
from django.contrib import auth
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models.base import ModelBase
from django.db.models.options import DEFAULT_NAMES, Options

from stele_runtime.project import is_own_file
from stele_runtime.reading.absent_bases import entries_for, note_of
from stele_runtime.reading.classes import place_of
from stele_runtime.reading.django_types import type_of
from stele_runtime.reading.stand_ins import StandIn

POSTGRES_TYPES = {
    "HStoreField": "hstore",
    "CITextField": "citext",
    "CICharField": "citext",
    "CIEmailField": "citext",
    "IntegerRangeField": "int4range",
    "BigIntegerRangeField": "int8range",
    "DecimalRangeField": "numrange",
    "DateTimeRangeField": "tstzrange",
    "DateRangeField": "daterange",
    "SearchVectorField": "tsvector",
}
RELATIONS = {"ForeignKey": models.ForeignKey, "ParentalKey": models.ForeignKey}
REAL_FIELDS = {
    name: cls
    for name, cls in vars(models).items()
    if inspect.isclass(cls) and issubclass(cls, models.Field) and name not in ("Field", "GeneratedField")
}


class DjangoStandIns:
    """The replacements of one request, which notes what they cannot know."""

    def __init__(self, description, values):
        self.description = description
        self.values = values
        self.lenient = {}

    def replace(self, module, name):
        if module in ("django.contrib.gis.db", "django.contrib.gis.db.models"):
            return self if name == "models" else getattr(self, name)
        if module == "django.contrib.postgres.fields" and name == "JSONField":
            return models.JSONField
        if name == "ArrayField":
            return ArrayField
        if name.endswith(("Field", "ForeignKey", "ParentalKey")):
            return self.field(name)
        return None

    def __getattr__(self, name):
        """The names of `django.contrib.gis.db.models`."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(models, name, None) or self.field(name)

    def field(self, name):
        """A field with the nearest class of Django, which takes any option; a text if none is near."""
        if name in POSTGRES_TYPES:
            return named_field(name, POSTGRES_TYPES[name])
        if name in ("PointField", "LineStringField", "PolygonField", "GeometryField", "RasterField"):
            return named_field(name, name.removesuffix("Field").lower())
        if name not in self.lenient:
            near = [known for known in {**REAL_FIELDS, **RELATIONS} if name.endswith(known)]
            nearest = max(near, key=len, default=None)
            base = {**REAL_FIELDS, **RELATIONS}.get(nearest, UnknownField)
            self.lenient[name] = type(name, (Lenient, base), {"__module__": models.Field.__module__})
        return self.lenient[name]

    @contextmanager
    def applied(self):
        """Within the block, models load that use what is absent here, or what Django had in the past."""
        patches = (
            mock.patch.object(StandIn, "__mro_entries__", entries_for(ModelBase, models.Model, models.Field)),
            mock.patch.object(ModelBase, "add_to_class", self.adding(ModelBase.add_to_class)),
            mock.patch.object(Options, "contribute_to_class", self.option_check(Options.contribute_to_class)),
            mock.patch.object(LazySettings, "__getattr__", settings_lookup(LazySettings.__getattr__, self.values)),
            mock.patch.object(auth, "get_user_model", user_class(auth.get_user_model)),
            mock.patch.object(models.CheckConstraint, "__init__", with_condition(models.CheckConstraint.__init__)),
            mock.patch.object(models.ForeignKey, "__init__", with_target(models.ForeignKey.__init__)),
            mock.patch.object(models.ManyToManyField, "__init__", with_target(models.ManyToManyField.__init__)),
        )
        with ExitStack() as stack:
            for patch in patches:
                stack.enter_context(patch)
            yield

    def adding(self, original):
        def add_to_class(cls, name, value):
            if isinstance(value, StandIn):
                self.note(f'"{cls.__name__}.{name}" is left out: {value!r}.', cls, "info")
                return
            if isinstance(value, models.Field) and isinstance(value, UnknownField):
                kind = type(value).__name__
                self.note(f'"{cls.__name__}.{name}" is a text, because the type of {kind} is not known here.', cls)
            original(cls, name, value)

        return add_to_class

    def option_check(self, original):
        def contribute_to_class(options, cls, name):
            given = options.meta
            absent = note_of(cls)
            if absent:
                self.note(absent, cls)
            for option in own_names(given) if given else ():
                if option == "index_together":
                    given.indexes = [*getattr(given, "indexes", ()), *former_indexes(given.index_together)]
                elif option not in DEFAULT_NAMES:
                    message = f'The option "{option}" of {cls.__name__}.Meta is not one of Django {django.__version__}.'
                    self.note(message, cls, "info")
                if option not in DEFAULT_NAMES:
                    delattr(given, option)
            original(options, cls, name)

        return contribute_to_class

    def note(self, message, cls, severity="warning"):
        self.description.add_problem(message, severity=severity, place=place_of(cls))


def own_names(meta):
    return [name for name in vars(meta) if not name.startswith("_")]


def former_indexes(together):
    lists = [together] if together and isinstance(together[0], str) else together
    return [models.Index(fields=list(names)) for names in lists]


class Lenient:
    """Leaves out the options that a class of Django does not have."""

    def __init__(self, *arguments, **options):
        known = set(inspect.signature(models.Field.__init__).parameters)
        for cls in type(self).__mro__[2:]:
            known |= set(inspect.signature(cls.__init__).parameters)
        is_relation = isinstance(self, models.ForeignKey | models.ManyToManyField)
        super().__init__(
            *(arguments if is_relation else arguments[:1]),
            **{name: value for name, value in options.items() if name in known and name != "kwargs"},
        )


class UnknownField(models.CharField):
    """A field of an absent class: a text, if need be with a length."""

    def get_internal_type(self):
        return "TextField" if self.max_length is None else "CharField"


def named_field(field_name, type_name):
    """A field that is known by the name of its type alone."""

    class Named(Lenient, models.Field):
        def db_type(self, connection):
            return type_name

    Named.__name__ = Named.__qualname__ = field_name
    return Named


class ArrayField(models.Field):
    """PostgreSQL's array of the type of another field."""

    def __init__(self, base_field, size=None, **options):
        self.base_field = base_field
        super().__init__(**options)

    def db_type(self, connection):
        return f"{type_of(self.base_field)}[]"


def with_condition(original):
    """Django before 5.1 called the condition `check`."""

    def init(self, *arguments, check=None, **options):
        if check is not None:
            options["condition"] = check
        original(self, *arguments, **options)

    return init


def with_target(original):
    """Relations to absent classes are relations by name."""

    def init(self, to, *arguments, **options):
        if isinstance(options.get("through"), StandIn):
            options["through"] = name_of_model(options["through"])
        is_key = isinstance(self, models.ForeignKey)
        if is_key and not arguments and "on_delete" not in options:
            options["on_delete"] = models.CASCADE
        original(self, name_of_model(to) if isinstance(to, StandIn) else to, *arguments, **options)

    return init


def user_class(original):
    """The class of users may be in files that are not there."""

    def get_user_model():
        try:
            return original()
        except ImproperlyConfigured:
            label, name = settings.AUTH_USER_MODEL.split(".")
            return StandIn(f"{label}.models.{name}")

    return get_user_model


def name_of_model(stand_in):
    """shop.models.Product is shop.Product."""
    *path, name = stand_in._stand_in_name.split(".")
    before = path[: path.index("models")] if "models" in path else path
    return f"{before[-1]}.{name}" if before else name


def settings_lookup(original, values):
    """A setting that Django does not have is one of the settings file, or a stand-in."""

    def lookup(self, name):
        try:
            return original(self, name)
        except AttributeError:
            if name in values:
                return values[name]
            if is_attribute_access(sys._getframe(1)):
                return StandIn(f"settings.{name}")
            raise

    return lookup


def is_attribute_access(frame):
    """`settings.NAME` in a file of the person; getattr() has its own default."""
    if not is_own_file(frame.f_code.co_filename):
        return False
    instruction = frame.f_code.co_code[frame.f_lasti]
    return dis.opname[instruction] == "LOAD_ATTR"
