"""SQL of PostgreSQL and MySQL that has a plain equivalent in SQLite."""

import re

TEXT = r"'(?:[^']|'')*'"
QUOTED = r'"(?:[^"]|"")*"'
CONSTANT = rf"(?:{TEXT}|[+-]?\d+(?:\.\d+)?|NULL|TRUE|FALSE)"
TYPE = rf"(?:(?:\w+|{QUOTED})\.)?(?:\w+(?:\s+(?:varying|precision))?|{QUOTED})(?:\s*\(\s*\d+(?:\s*,\s*\d+)?\s*\))?"
TYPE = rf"{TYPE}(?:\s+with(?:out)?\s+time\s+zone)?(?:\s*\[\s*\])*"
CAST = re.compile(
    rf"(?P<constant>(?<![\w.]){CONSTANT})(?P<cast>(?:\s*::\s*{TYPE})+)|(?P<function>\b(?:char(?:acter)?_length|btrim)(?=\s*\())"
    rf"|{TEXT}|{QUOTED}",
    re.IGNORECASE,
)
# Sums with dates and intervals mean something else in SQLite.
OF_TIME = re.compile(r"::\s*(date|time|interval)", re.IGNORECASE)
FUNCTIONS = {"char_length": "length", "character_length": "length", "btrim": "trim"}

NOW = r"(?:now|localtimestamp|current_timestamp|(?:statement|transaction|clock|utc)_timestamp|sysdate|getdate)"
NOW = rf"(?:{NOW}\s*\(\s*\d?\s*\)|localtimestamp|current_timestamp)"
UTC = r"'utc'(?:\s*::\s*text)?"
# Defaults that are the time of a database, by the name of that time in SQLite.
TIMES = {
    "CURRENT_TIMESTAMP": rf"{NOW}|timezone\s*\(\s*{UTC}\s*,\s*{NOW}\s*\)|\(?{NOW}\)?\s+at\s+time\s+zone\s+{UTC}",
    "CURRENT_DATE": r"(?:curdate|current_date|utc_date)\s*\(\s*\)|\(?now\(\)\)?\s*::\s*date",
    "CURRENT_TIME": r"(?:curtime|current_time|utc_time|localtime)\s*\(\s*\d?\s*\)|localtime",
}
ON_UPDATE = re.compile(rf"(?P<default>.*\S)\s+ON\s+UPDATE\s+{NOW}\s*", re.IGNORECASE | re.DOTALL)
BITS = re.compile(r"b'(?P<bit>[01])'", re.IGNORECASE)


def converted(text):
    """SQL without casts of constants, and with the names that SQLite has for functions."""
    return text and CAST.sub(plain_token, text)


def plain_token(found):
    if found["function"]:
        return FUNCTIONS[found["function"].lower()]
    if not found["constant"] or OF_TIME.search(found["cast"]):
        return found[0]
    return found["constant"]


def converted_default(text):
    """The whole default is a constant or a time; a sum with a time means something else in SQLite."""
    for time, pattern in TIMES.items():
        if re.fullmatch(rf"\(*(?:{pattern})\)*", text.strip(), re.IGNORECASE):
            return time
    inner = text.strip("() ")
    bits = BITS.fullmatch(inner)
    if bits:
        return bits["bit"]
    found = CAST.fullmatch(inner)
    return found["constant"] if found and found["constant"] else converted(text)
