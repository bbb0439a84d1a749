"""What constraints and indexes in SQL are; SQLite parses them."""

import re
import sqlite3

from stele_runtime.reading import description as parts

NAME = r'(?:CONSTRAINT\s+(?P<name>"(?:[^"]|"")+"|\w+)\s+)?'
CHECK = re.compile(rf"\s*{NAME}CHECK\s*\((?P<text>.*)\)\s*", re.IGNORECASE | re.DOTALL)
COMPUTED = re.compile(
    r"\s*(?:GENERATED\s+ALWAYS\s+)?AS\s*\((?P<text>.*)\)\s*(?P<kind>STORED|VIRTUAL)?\s*", re.IGNORECASE | re.DOTALL
)
LIST = re.compile(r"""\s*["`\[]?(?P<name>[^"`\]]+?)["`\]]?\s+IN\s*\((?P<values>.*)\)\s*""", re.IGNORECASE | re.DOTALL)
TABLE = '"the table"'


def unquoted(name):
    return name[1:-1].replace('""', '"') if name[:1] == name[-1:] == '"' else name


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def check_in(text):
    """The check of a constraint; null for another one."""
    found = CHECK.fullmatch(text)
    return found and parts.check(found["text"], found["name"] and unquoted(found["name"]))


def computed_in(text):
    found = COMPUTED.fullmatch(text)
    return found and parts.computed(found["text"], (found["kind"] or "").upper() == "STORED")


def constraint_name(text):
    found = re.match(rf"\s*{NAME}", text, re.IGNORECASE)
    return found["name"] and unquoted(found["name"])


def foreign_key_in(text, columns, name=None):
    """The foreign key of a constraint; null for another one."""
    rows = rows_of(text, columns, f"PRAGMA foreign_key_list({TABLE})")
    if not rows:
        return None
    rows.sort(key=lambda row: row[1])
    return parts.foreign_key(
        [row[3] for row in rows],
        rows[0][2],
        [row[4] for row in rows],
        name=name or constraint_name(text),
        on_update=rows[0][5],
        on_delete=rows[0][6],
    )


def unique_key_in(text, columns):
    """The unique key of a constraint; null for another one."""
    listed = rows_of(text, columns, f"PRAGMA index_list({TABLE})")
    if not listed:
        return None
    rows = rows_of(text, columns, f"PRAGMA index_info({quoted(listed[0][1])})")
    return parts.key([row[2] for row in rows], constraint_name(text))


def index_in(text, table, columns):
    """The index of a statement, with plain columns. @raises ValueError for another statement."""
    with sqlite3.connect(":memory:") as database:
        database.execute(f"CREATE TABLE {quoted(table)} ({', '.join(map(quoted, columns))})")
        database.execute(text)
        listed = database.execute(f"PRAGMA index_list({quoted(table)})").fetchall()
        rows = listed and database.execute(f"PRAGMA index_xinfo({quoted(listed[0][1])})").fetchall()
    keys = [row for row in rows if row[5]]
    if not keys or any(row[2] is None for row in keys):
        raise ValueError(f"{text} is no index of columns")
    where = re.search(r"\bWHERE\b(.*)$", text, re.IGNORECASE | re.DOTALL)
    found = [
        parts.part(row[2], descending=bool(row[3]), collation=None if row[4] == "BINARY" else row[4]) for row in keys
    ]
    return parts.index(listed[0][1], found, unique=bool(listed[0][2]), where=where and where[1].strip())


def rows_of(text, columns, pragma):
    with sqlite3.connect(":memory:") as database:
        database.execute(f"CREATE TABLE {TABLE} ({', '.join(map(quoted, columns))}, {text})")
        return database.execute(pragma).fetchall()


def values_in_list(text, column):
    """The texts that a check permits for a column; null for another check."""
    found = LIST.fullmatch(text)
    if not found or found["name"] != column:
        return None
    values = re.findall(r"'((?:[^']|'')*)'", found["values"])
    return [value.replace("''", "'") for value in values]


def part_in(text, columns, descending=False):
    """The part of an index: a column, or an expression, with a collation and an order."""
    ordered = re.fullmatch(r"(?P<rest>.*?)\s+(?P<order>ASC|DESC)", text, re.IGNORECASE | re.DOTALL)
    if ordered:
        text, descending = ordered["rest"], ordered["order"].upper() == "DESC"
    collated = re.fullmatch(r'(?P<rest>.*?)\s+COLLATE\s+"?(?P<collation>\w+)"?', text, re.IGNORECASE | re.DOTALL)
    collation = collated and collated["collation"]
    text = collated["rest"] if collated else text
    name = unquoted(text.strip())
    if name in columns:
        return parts.part(name, descending=descending, collation=collation)
    return parts.part(expression=text, descending=descending, collation=collation)


def literal(value):
    """A value as SQL."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"


def inlined(text, values):
    """SQL with its parameters in place of the question marks."""
    rest = list(values)
    pieces = re.split(r"""('(?:[^']|'')*'|"(?:[^"]|"")*")""", text)
    return "".join(piece if piece[:1] in "'\"" and piece else placed(piece, rest) for piece in pieces)


def placed(piece, values):
    return re.sub(r"\?", lambda _: literal(values.pop(0)) if values else "?", piece)


def shown(text):
    """A text in a message, shortened."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
