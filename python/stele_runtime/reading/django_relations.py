"""What Django's models add to their tables: classes, foreign keys, and the names of relations."""

from django.db import models

from stele_runtime.reading import description as parts
from stele_runtime.reading.classes import docstring_of, place_of
from stele_runtime.reading.django_tables import DjangoTable, given_reverse, plain_name

ACTIONS = {
    models.CASCADE: "cascade",
    models.DB_CASCADE: "cascade",
    models.PROTECT: "restrict",
    models.RESTRICT: "restrict",
    models.SET_NULL: "set null",
    models.DB_SET_NULL: "set null",
    models.SET_DEFAULT: "set default",
    models.DB_SET_DEFAULT: "set default",
    models.DO_NOTHING: "no action",
}


def describe_model(description, model):
    """Adds the table of a model, with its relations."""
    meta = model._meta
    entity = None if meta.auto_created else model.__name__
    comment = meta.db_table_comment or comment_of(model)
    table = description.add_table(plain_name(meta.db_table), entity, comment, place_of(model))
    reader = DjangoTable(description, model, table)
    reader.add_columns()
    for field in meta.local_fields:
        if isinstance(field, models.ForeignKey):
            table["foreignKeys"].append(foreign_key_of(reader, field))
    reader.add_constraints()
    for field in meta.local_many_to_many:
        add_many_to_many(reader, field)
    for field in meta.private_fields:
        kind = type(field).__name__
        reader.note(f'The {kind} "{model.__name__}.{field.name}" is no relation of the design.', "info")
    note_names(reader)
    if not meta.managed:
        reader.note(f'Django does not create "{meta.db_table}"; it may be a view.', "info")


def note_names(reader):
    """Attributes that have other names than their columns, which a design does not keep."""
    renamed = [
        f"{field.column} ({field.name})" for field in reader.columns() if field.column not in (field.name, field.attname)
    ]
    if renamed:
        name = reader.meta.db_table
        message = f'In "{name}", the design has the names of the columns, not of attributes: {", ".join(renamed)}.'
        reader.note(message, "info")


def foreign_key_of(reader, field):
    names = {"forward": field.name, "reverse": given_reverse(field)}
    target = field.remote_field.model
    if isinstance(target, str):
        label, _, name = target.rpartition(".")
        table = f"{label or reader.meta.app_label}_{name.lower()}"
        return parts.foreign_key([field.column], table, ["id"], on_delete=action_of(reader, field), **names)
    if not field.db_constraint:
        name = f"{reader.model.__name__}.{field.name}"
        message = f'"{name}" has no constraint in the database; the design has a foreign key.'
        reader.note(message, "info")
    referenced = field.target_field
    return parts.foreign_key(
        [plain_name(field.column)],
        plain_name(referenced.model._meta.concrete_model._meta.db_table),
        [plain_name(referenced.column)],
        on_delete=action_of(reader, field),
        **names,
    )


def action_of(reader, field):
    given = field.remote_field.on_delete
    try:
        known = ACTIONS.get(given)
    except TypeError:
        known = None
    if known is None:
        reader.note(f'The action on delete of "{reader.model.__name__}.{field.name}" is no action of a database.', "info")
    return known


def add_many_to_many(reader, field):
    relation = field.remote_field
    if isinstance(relation.model, str) or isinstance(relation.through, str | None):
        absent = relation.model if isinstance(relation.model, str) else relation.through
        name = f"{reader.model.__name__}.{field.name}"
        return reader.note(f'The many-to-many relation "{name}" is left out: {absent} does not exist.')
    through = plain_name(relation.through._meta.db_table)
    reader.description.add_many_to_many(through, field.name, [plain_name(field.m2m_reverse_name())])
    reverse = given_reverse(field)
    if reverse and not relation.symmetrical:
        reader.description.add_many_to_many(through, reverse, [plain_name(field.m2m_column_name())])


def comment_of(model):
    """The docstring; Django writes one that lists the fields."""
    text = docstring_of(model)
    return "" if text.startswith(f"{model.__name__}(") else text


def note_proxies(description, proxies):
    for proxy in proxies:
        meta = proxy._meta
        base = meta.concrete_model._meta
        message = f'The class {proxy.__name__} is a proxy of {base.object_name}, so it has no separate table.'
        description.add_problem(message, severity="info", place=place_of(proxy), table=plain_name(base.db_table))
