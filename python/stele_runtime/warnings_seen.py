"""Collects the warnings that models cause."""

import warnings
from contextlib import contextmanager

from stele_runtime.project import is_own_file, shown_name

# Outside of the person's files, these concern the authors of a library.
OF_AUTHORS = (
    DeprecationWarning,
    ImportWarning,
    PendingDeprecationWarning,
    ResourceWarning,
)


@contextmanager
def collected():
    """A list that holds the warnings of the block, as plain data, when the block has ended."""
    found = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield found
    found.extend(describe(warning) for warning in caught if concerns_person(warning))


def concerns_person(warning):
    if is_own_file(warning.filename):
        return True
    # Python itself warns of coroutines that were never awaited; libraries have subclasses of this warning.
    return warning.category is not RuntimeWarning and not issubclass(warning.category, OF_AUTHORS)


def describe(warning):
    own = is_own_file(warning.filename)
    return {
        "kind": warning.category.__name__,
        "message": str(warning.message),
        "file": shown_name(warning.filename) if own else None,
        "line": warning.lineno if own else None,
    }
