"""Captures what code prints."""

import io
from contextlib import contextmanager, redirect_stderr, redirect_stdout

MAX_CHARACTERS = 100_000


class LimitedText(io.TextIOBase):
    """Keeps the beginning; the rest is only noted."""

    def __init__(self):
        self.parts = []
        self.room = MAX_CHARACTERS
        self.is_cut = False

    def writable(self):
        return True

    def write(self, text):
        kept = text[: self.room]
        if kept:
            self.parts.append(kept)
            self.room -= len(kept)
        self.is_cut |= len(kept) < len(text)
        return len(text)

    def text(self):
        return "".join(self.parts) + ("\n… (more is not shown)\n" if self.is_cut else "")


@contextmanager
def captured():
    output = LimitedText()
    with redirect_stdout(output), redirect_stderr(output):
        yield output
