"""The types, enums and defaults of Django's fields in the notation of Stele."""

from django.conf import settings
from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED
from django.db.models.functions import Now

from stele_runtime.reading import description as parts
from stele_runtime.reading.classes import is_own_class, snake_case, subclasses
from stele_runtime.reading.stand_ins import StandIn
from stele_runtime.reading.values import NoValue, plain_value, texts_of_choices

TYPES = {
    "AutoField": "integer",
    "BigAutoField": "bigint",
    "SmallAutoField": "smallint",
    "BinaryField": "blob",
    "BooleanField": "boolean",
    "NullBooleanField": "boolean",
    "DateField": "date",
    "DurationField": "bigint",
    "FloatField": "double",
    "IntegerField": "integer",
    "BigIntegerField": "bigint",
    "SmallIntegerField": "smallint",
    "PositiveBigIntegerField": "bigint",
    "PositiveIntegerField": "integer",
    "PositiveSmallIntegerField": "smallint",
    "OrderWrt": "integer",
    "IPAddressField": "char(15)",
    "GenericIPAddressField": "char(39)",
    "JSONField": "json",
    "TextField": "text",
    "TimeField": "time",
    "UUIDField": "uuid",
}
TEXTS = ("CharField", "SlugField", "FileField", "FilePathField")


def type_of(field):
    """The type of the column; a foreign key has that of the column that it references."""
    if isinstance(field, models.ForeignKey):
        is_absent = isinstance(field.remote_field.model, str)
        return type_of(field.model._meta._get_default_pk_class()() if is_absent else field.target_field)
    if isinstance(field, models.GeneratedField):
        return type_of(field.output_field)
    internal = field.get_internal_type()
    if has_own_type(field):
        return field.db_type(connection) or ""
    if internal in TEXTS:
        return with_sizes("varchar", field.max_length)
    if internal == "DecimalField":
        return with_sizes("decimal", field.max_digits, field.decimal_places)
    if internal == "DateTimeField":
        return "timestamptz" if settings.USE_TZ else "datetime"
    return TYPES.get(internal) or field.db_type(connection) or ""


def has_own_type(field):
    """Whether the class of a field, outside of Django, names its type."""
    definer = next(each for each in type(field).__mro__ if "db_type" in vars(each))
    return not definer.__module__.startswith("django.")


def with_sizes(name, *sizes):
    known = [str(size) for size in sizes if isinstance(size, int)]
    return f"{name}({','.join(known)})" if known and len(known) == len(sizes) else name


def enum_of(field):
    """The values of a text field with choices, and the name of their class; null for other fields."""
    if not isinstance(field, models.CharField | models.TextField) or not field.choices:
        return None
    values = texts_of_choices([value for value, _ in field.flatchoices])
    if values is None:
        return None
    cls = class_of_choices(field, values)
    name = snake_case(cls.__name__) if cls else f"{field.model._meta.db_table}_{field.column}"
    return {"name": name, "values": values}


def class_of_choices(field, values):
    """The class of the choices, which the field itself does not keep."""
    default = next((each for each in (field.db_default, field.default) if isinstance(each, models.Choices)), None)
    if default is not None:
        return type(default)
    classes = [each for each in subclasses(models.TextChoices) if each.values == values and is_own_class(each)]
    nested = [each for each in classes if each.__qualname__.startswith(f"{field.model.__name__}.")]
    near = [each for each in classes if each.__module__ == field.model.__module__]
    return next(iter([*nested, *near, *classes]), None)


def default_of(field, editor):
    """The default of the database, or the literal one of Python. @raises NoValue for another one."""
    if isinstance(field.default, StandIn):
        return parts.value(plain_value(field.default))
    if field.has_db_default():
        return database_default(field, editor)
    given = field.default
    if given is NOT_PROVIDED or given is None:
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
            raise NoValue("auto_now" if field.auto_now else "auto_now_add")
        return None
    return parts.value(plain_value(given), client=True)


def database_default(field, editor):
    given = field.db_default
    if isinstance(given, Now):
        return parts.expression("CURRENT_TIMESTAMP")
    if not hasattr(given, "resolve_expression"):
        return parts.value(plain_value(given))
    if isinstance(given, models.Value) and isinstance(given.value, str | int | float | bool | None):
        return parts.value(plain_value(given.value))
    text, _ = editor.db_default_sql(field)
    return parts.expression(text)
