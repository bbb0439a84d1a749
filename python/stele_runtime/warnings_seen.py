"""Collects the warnings that models cause."""

import warnings
from contextlib import contextmanager

from stele_runtime.project import is_own_file, shown_name

# What a library's authors have to change is no news for the person.
OF_AUTHORS = (DeprecationWarning, PendingDeprecationWarning, ResourceWarning, ImportWarning)


@contextmanager
def collected():
    """A list that holds the warnings of the block, as plain data, when the block has ended."""
    found = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield found
    found.extend(describe(warning) for warning in caught if concerns_person(warning))


def concerns_person(warning):
    return is_own_file(warning.filename) or not issubclass(warning.category, OF_AUTHORS)


def describe(warning):
    own = is_own_file(warning.filename)
    return {
        "kind": warning.category.__name__,
        "message": str(warning.message),
        "file": shown_name(warning.filename) if own else None,
        "line": warning.lineno if own else None,
    }
