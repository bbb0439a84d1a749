"""Stops code that runs too long or calls too deeply, because nothing outside of the process can.

Each loop and each call in a file of the person checks the time, and so does SQLite during a long
statement. What neither of them reaches, such as a long sort, is ended with the process.
"""

import sqlite3
import sys
import time
from contextlib import contextmanager

from stele_runtime.diagnosis import is_shown

TOOL = sys.monitoring.DEBUGGER_ID
EVENTS = sys.monitoring.events

# Virtual instructions of SQLite between two checks.
STATEMENT_STEPS = 10_000

_deadline = None
_was_passed = False


class TooLong(BaseException):
    """Not an Exception, so that `except Exception` does not catch it."""


def install():
    """Every connection that a library opens from now on checks the time."""
    sys.monitoring.use_tool_id(TOOL, "stele")
    sys.monitoring.register_callback(TOOL, EVENTS.PY_START, on_call)
    sys.monitoring.register_callback(TOOL, EVENTS.JUMP, on_jump)
    original = sqlite3.connect

    def connect(*arguments, **options):
        connection = original(*arguments, **options)
        connection.set_progress_handler(is_past_deadline, STATEMENT_STEPS)
        return connection

    sqlite3.connect = sqlite3.dbapi2.connect = connect


@contextmanager
def applied(limit):
    """Limits the time and the recursion of the block; no limit is for tests of trusted models."""
    global _deadline, _was_passed
    _was_passed = False
    if limit is None:
        yield
        return
    depth = sys.getrecursionlimit()
    _deadline = time.monotonic() + limit["milliseconds"] / 1000
    sys.monitoring.set_events(TOOL, EVENTS.PY_START)
    sys.setrecursionlimit(limit["recursion"])
    try:
        yield
    finally:
        sys.setrecursionlimit(depth)
        sys.monitoring.set_events(TOOL, EVENTS.NO_EVENTS)
        _deadline = None


def is_past_deadline():
    global _was_passed
    if _deadline is not None and time.monotonic() > _deadline:
        _was_passed = True
        return True
    return False


def was_passed():
    """Whether the deadline of the last request has ended something; libraries may hide the cause."""
    return _was_passed


def check_time():
    if is_past_deadline():
        raise TooLong


def on_call(code, _offset):
    """The first call of a function decides whether it is watched."""
    if not is_shown(code.co_filename):
        return sys.monitoring.DISABLE
    sys.monitoring.set_local_events(TOOL, code, EVENTS.JUMP)
    check_time()


def on_jump(_code, _offset, _target):
    check_time()
