"""What SQLAlchemy's mappers add to the tables: classes, and the names of relations."""

from sqlalchemy.orm import RelationshipDirection, configure_mappers

from stele_runtime.reading.classes import docstring_of, place_of


def configure(description, mappers):
    """Configures the mappers; a relationship that fails is noted and removed."""
    for _ in range(sum(len(mapper._props) for mapper in mappers) + 1):
        try:
            return configure_mappers()
        except Exception as error:
            if not remove_faulty(description, mappers, error):
                raise


def remove_faulty(description, mappers, error):
    """Whether a relationship was found that failed."""
    for mapper in mappers:
        for key, prop in mapper._props.items():
            if prop._configure_started and not prop._configure_finished:
                message = f'The relationship "{mapper.class_.__name__}.{key}" is left out: {error}'
                description.add_problem(message, place=place_of(mapper.class_), table=name_of(mapper))
                forget(mapper, key)
                for other in mappers:
                    vars(other).pop("_configure_failed", None)
                return True
    return False


def forget(mapper, key):
    for each in mapper.self_and_descendants:
        each._props.pop(key, None)
        each._init_properties.pop(key, None)


def name_of(mapper):
    return getattr(mapper.local_table, "name", None)


def owners(mappers):
    """The mapper that stands for each table: the base of classes that share it."""
    found = {}
    for mapper in mappers:
        inherits_table = mapper.inherits is not None and mapper.inherits.local_table is mapper.local_table
        if not inherits_table:
            found.setdefault(mapper.local_table, mapper)
    return found


def note_shared_tables(description, mappers):
    shared = {}
    for mapper in mappers:
        if mapper.inherits is not None and mapper.inherits.local_table is mapper.local_table:
            shared.setdefault(name_of(mapper), []).append(mapper.class_.__name__)
    for table, classes in shared.items():
        names = ", ".join(classes)
        message = f'The classes {names} have the same table "{table}" as their base, so the design has one.'
        description.add_problem(message, severity="info", table=table)


def comment_of(cls):
    """The docstring; dataclasses have one that only repeats their fields."""
    text = docstring_of(cls)
    return "" if text.startswith(f"{cls.__name__}(") else text


def add_field_comments(described, mapper):
    """SQLModel describes a column in its field."""
    fields = getattr(mapper.class_, "model_fields", {})
    for column in described["columns"]:
        prop = mapper._columntoproperty.get(mapper.local_table.columns[column["name"]])
        field = fields.get(prop.key) if prop else None
        column["comment"] = column["comment"] or getattr(field, "description", None) or ""


def note_attributes(description, mapper):
    """Attributes that have other names than their columns, which a design does not keep."""
    renamed = [
        f"{prop.columns[0].name} ({prop.key})"
        for prop in mapper.column_attrs
        if getattr(prop.columns[0], "table", None) is mapper.local_table and prop.key != prop.columns[0].name
    ]
    if renamed:
        table = name_of(mapper)
        message = f'In "{table}", the design has the names of the columns, not of attributes: {", ".join(renamed)}.'
        description.add_problem(message, severity="info", table=table)


def name_relations(description, mappers, tables):
    """Gives both sides of foreign keys and many-to-many relations the names of relationships."""
    for mapper in mappers:
        for prop in own_relationships(mapper):
            if prop.direction is RelationshipDirection.MANYTOMANY:
                columns = [there.name for _, there in prop.secondary_synchronize_pairs]
                if getattr(prop.secondary, "name", None):
                    description.add_many_to_many(prop.secondary.name, prop.key, columns)
            elif prop.direction is RelationshipDirection.MANYTOONE:
                pairs = [(here, there) for here, there in prop.local_remote_pairs]
                name_side(tables, pairs, "forward", prop.key)
            else:
                pairs = [(there, here) for here, there in prop.local_remote_pairs]
                name_side(tables, pairs, "reverse", prop.key)


def own_relationships(mapper):
    """Without those of a class that could not be mapped."""
    own = [prop for prop in mapper.relationships if prop.parent is mapper and not prop.viewonly]
    return [prop for prop in own if prop._configure_finished]


def name_side(tables, pairs, side, name):
    """`pairs` are the columns of the foreign key with those that they reference."""
    holder = tables.get(getattr(pairs[0][0], "table", None))
    target = getattr(pairs[0][1], "table", None)
    wanted = {(here.name, there.name) for here, there in pairs}
    for key in holder["foreignKeys"] if holder and target is not None else []:
        same = set(zip(key["columns"], key["targetColumns"])) == wanted
        if same and key["target"] == target.name and key[side] is None:
            key[side] = name
            return
