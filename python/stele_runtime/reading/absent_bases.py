"""Classes with a base that is absent: one that looks like a model becomes a model without that base."""

from stele_runtime.reading.stand_ins import EmptyBase

MODEL_NAMES = ("Model", "Base", "Page")
OPTIONS = {"abstract", "app_label", "database", "db_table", "managed", "proxy", "table", "table_name", "unique_together"}


def entries_for(metaclass, model, field):
    """In place of `StandIn.__mro_entries__`, for a library with this metaclass, base of models, and base of fields."""

    def new(cls, name, bases, attributes, **options):
        absent = [base for base in bases if isinstance(base, cls)]
        if not absent:
            return type.__new__(cls, name, bases, attributes)
        rest = [base for base in bases if base not in absent]
        has_model = any(isinstance(base, metaclass) for base in rest)
        names = [base.absent_name for base in absent]
        if not has_model and not looks_like_model(names, attributes, field):
            return type(name, (*rest, EmptyBase), attributes, **options)
        attributes["_absent_bases"] = names
        return metaclass(name, (*rest, *(() if has_model else (model,))), attributes)

    # A class is made by the constructor alone: the initializer of the metaclass is for real models.
    absent_class = type("AbsentBase", (metaclass,), {"__new__": new, "__init__": lambda *_all, **_options: None})

    def entries(stand_in, _bases):
        name = stand_in._stand_in_name
        return (absent_class(name.split(".")[-1], (), {"absent_name": name, "__module__": __name__}),)

    return entries


def looks_like_model(names, attributes, field):
    if any(isinstance(value, field) for value in attributes.values()):
        return True
    if OPTIONS & set(vars(attributes.get("Meta", object))):
        return True
    return any(name.split(".")[-1].endswith(MODEL_NAMES) and not name.startswith("pydantic.") for name in names)


def note_of(cls):
    """What a model does not have; null if no base is absent."""
    names = vars(cls).get("_absent_bases")
    if not names:
        return None
    listed = ", ".join(names)
    return f"The fields that {cls.__name__} inherits from {listed} are missing, because these are not available here."
