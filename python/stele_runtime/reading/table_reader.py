"""What the readers of all libraries share: one table of a description, and notes of what it lacks."""

from contextlib import contextmanager

from stele_runtime import limits
from stele_runtime.diagnosis import message_of


@contextmanager
def noted(description, what, place, table=None):
    """Notes that `what` is left out if the block fails. Running out of time or memory is for the caller."""
    try:
        yield
    except Exception as error:
        if limits.was_passed() or isinstance(error, MemoryError):
            raise
        reason = f"{type(error).__name__}: {message_of(error)}"
        description.add_problem(f"{what} is left out: {reason}", place=place, table=table)


class TableReader:
    """Adds the parts of one table; what fails is noted, and the rest is described."""

    def __init__(self, description, table):
        self.description = description
        self.table = table

    def note(self, message, severity="warning", hint=None):
        self.description.add_problem(
            message, severity=severity, hint=hint, place=self.table["place"], table=self.table["name"]
        )

    def attempt(self, what, read, *arguments):
        """The value of a function; if it fails, null and a note that `what` is left out."""
        name = self.table["name"]
        with noted(self.description, f'{what} of "{name}"', self.table["place"], name):
            return read(*arguments)
        return None
