"""Adapts SQL of other databases to SQLite, in which a design is built; what SQLite refuses is noted."""

import sqlite3
from contextlib import closing

from stele_runtime.reading import description as parts
from stele_runtime.reading.sql_conversion import ON_UPDATE, converted, converted_default
from stele_runtime.reading.sql_text import quoted, shown
from stele_runtime.reading.table_reader import TableReader

# SQLite in Python is older than the one of designs, which also has these.
NEWER_FUNCTIONS = ("concat", "concat_ws", "if", "json_pretty", "octet_length", "timediff", "unhex", "unistr")
COLLATIONS = ("BINARY", "NOCASE", "RTRIM")

HINT = "Write it in SQL that SQLite supports, or add it to the exported script."


def adapt_tables(description):
    """Converts or removes the SQL in described tables that cannot be a part of a design."""
    for table in description.tables:
        SqlAdapter(description, table).adapt()


class SqlAdapter(TableReader):
    """Keeps the SQL of one table that SQLite accepts; of the rest, what has a plain equivalent."""

    def __init__(self, description, table):
        super().__init__(description, table)
        names = {column["name"].lower(): column["name"] for column in table["columns"]}
        self.names = [quoted(name) for name in names.values()]

    def adapt(self):
        for column in self.table["columns"]:
            name = f'"{self.table["name"]}.{column["name"]}"'
            self.adapt_collation(column, name)
            self.adapt_default(column, name)
            self.adapt_computed(column, name)
        self.table["checks"] = [each for each in map(self.check_of, self.table["checks"]) if each]
        self.table["indexes"] = [each for each in map(self.index_of, self.table["indexes"]) if each]

    def adapt_collation(self, column, name):
        given = column["collation"]
        if given and given.upper() not in COLLATIONS:
            self.leave_out(f"The collation {given} of {name}", f"no such collation sequence: {given}")
            column["collation"] = None

    def adapt_default(self, column, name):
        default = column["default"]
        if not default or default["kind"] != "expression":
            return
        updated = ON_UPDATE.fullmatch(default["text"])
        if updated:
            self.note(f"{name} is set to the time of each update by the database, which the design omits.", "info")
        given = updated["default"] if updated else default["text"]
        text, refusal = accepted(given, self.refusal_of_default, converted_default)
        column["default"] = None if refusal else parts.expression(text)
        if refusal:
            self.leave_out(f"The default {shown(given)} of {name}", refusal)

    def refusal_of_default(self, text):
        return refusal([f"CREATE TABLE t (a DEFAULT ({text}))"])

    def adapt_computed(self, column, name):
        generated = column["generated"]
        if not generated or generated["kind"] != "computed":
            return
        others = [each for each in self.names if each != quoted(column["name"])]

        def refusal_of(text):
            return refusal([create_table([*others, '"another column"', f"{quoted(column['name'])} AS ({text})"])])

        text, reason = accepted(generated["text"], refusal_of)
        column["generated"] = None if reason else {**generated, "text": text}
        if reason:
            self.leave_out(f"The expression {shown(generated['text'])} that computes {name}", reason)

    def check_of(self, check):
        """The check as SQLite accepts it, or null."""

        def refusal_of(text):
            return refusal([create_table([*self.names, f"CHECK ({text})"])])

        text, reason = accepted(check["expression"], refusal_of)
        if not reason:
            return {**check, "expression": text}
        name = f'"{check["name"]}" ' if check["name"] else ""
        self.leave_out(f'The check {name}({shown(check["expression"])}) of "{self.table["name"]}"', reason)
        return None

    def index_of(self, index):
        """The index as SQLite accepts it, or null; without its condition, a unique index would refuse more rows."""
        statements = [create_table(self.names), create_index(index)]
        reason = refusal(statements) if index["parts"] else "it has no parts"
        if not reason:
            return index
        plain = {**index, "parts": list(map(converted_part, index["parts"])), "where": converted(index["where"])}
        if plain != index:
            reason = refusal([statements[0], create_index(plain)])
        if not reason:
            return plain
        name = f'"{index["name"]}" ' if index["name"] else ""
        self.leave_out(f'The index {name}of "{self.table["name"]}"', reason)
        return None

    def leave_out(self, what, reason):
        self.note(f"{what} is left out, because SQLite does not accept it: {reason}.", hint=HINT)


def accepted(text, refusal_of, convert=None):
    """The text, or what it is converted to, and why SQLite refuses both; null if it accepts one."""
    reason = refusal_of(text)
    plain = (convert or converted)(text) if reason else text
    return plain, reason if plain == text else refusal_of(plain)


def refusal(statements):
    """What SQLite reports of statements that create the table t, or of its first row; null if it accepts them."""
    with closing(sqlite3.connect(":memory:")) as database:
        for name in NEWER_FUNCTIONS:
            database.create_function(name, -1, lambda *_values: None, deterministic=True)
        try:
            for statement in [*statements, "INSERT INTO t DEFAULT VALUES"]:
                database.execute(statement)
        except sqlite3.IntegrityError:
            return None
        except (sqlite3.Error, sqlite3.Warning) as error:
            return str(error)
    return None


def create_table(lines):
    return f"CREATE TABLE t ({', '.join(lines)})"


def create_index(index):
    where = f" WHERE {index['where']}" if index["where"] else ""
    return f"CREATE INDEX i ON t ({', '.join(map(part_text, index['parts']))}){where}"


def part_text(part):
    text = quoted(part["column"]) if part["column"] else f"({part['expression']})"
    return f"{text} COLLATE {quoted(part['collation'])}" if part["collation"] else text


def converted_part(part):
    return part if part["column"] else {**part, "expression": converted(part["expression"])}
