"""Models as plain data, for the importer in `engine/importers/models`, which validates the form."""

ACTIONS = ("no action", "restrict", "cascade", "set null", "set default")


class Description:
    """The tables of models, and what could not be read."""

    def __init__(self):
        self.tables = []
        self.many_to_many = []
        self.problems = []

    def add_table(self, name, entity=None, comment="", place=None):
        """Adds a table without columns, and returns it. `entity` is the name of its class."""
        table = {
            "name": name,
            "entity": entity,
            "comment": comment or "",
            "place": place,
            "columns": [],
            "primaryKey": None,
            "uniqueKeys": [],
            "checks": [],
            "indexes": [],
            "foreignKeys": [],
        }
        self.tables.append(table)
        return table

    def add_many_to_many(self, through, name, columns):
        """The relation `name` follows those columns of the join table `through` to the other side."""
        self.many_to_many.append({"through": through, "name": name, "columns": columns})

    def add_problem(self, message, *, severity="warning", hint=None, place=None, table=None):
        self.problems.append(
            {"severity": severity, "message": message, "hint": hint, "place": place, "table": table}
        )

    def as_data(self):
        return {"tables": self.tables, "manyToMany": self.many_to_many, "problems": self.problems}


def column(name, type, *, enum=None, nullable=False, default=None, generated=None, comment="", collation=None):
    """A column; `type` in the notation of Stele, such as `varchar(40)`, `decimal(6,2)`, `timestamptz`."""
    return {
        "name": name,
        "type": type,
        "enum": enum,
        "nullable": nullable,
        "default": default,
        "generated": generated,
        "comment": comment or "",
        "collation": collation,
    }


def value(given, client=False):
    """A default that is a value. One that only Python fills in, such as Django's `default=`, is the client's."""
    return {"kind": "value", "value": given, "client": client}


def expression(text):
    """A default in SQL."""
    return {"kind": "expression", "text": text}


def identity(strict=False):
    return {"kind": "identity", "strict": strict}


def computed(text, stored):
    return {"kind": "computed", "text": text, "stored": stored}


def key(columns, name=None):
    return {"name": name, "columns": columns}


def check(text, name=None):
    return {"name": name, "expression": text}


def index(name, parts, *, unique=False, where=None):
    return {"name": name, "unique": unique, "parts": parts, "where": where}


def part(column=None, *, expression=None, descending=False, collation=None):
    return {"column": column, "expression": expression, "descending": descending, "collation": collation}


def foreign_key(
    columns, target, target_columns, *, name=None, on_delete=None, on_update=None, forward=None, reverse=None
):
    return {
        "name": name,
        "columns": columns,
        "target": target,
        "targetColumns": target_columns,
        "onDelete": action(on_delete),
        "onUpdate": action(on_update),
        "forward": forward,
        "reverse": reverse,
    }


def action(name):
    lower = (name or "").lower().replace("_", " ")
    return lower if lower in ACTIONS else "no action"
