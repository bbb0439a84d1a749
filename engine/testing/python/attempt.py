"""Runs a function and hands its value, or what went wrong, to JavaScript."""

import traceback

import js
from pyodide.ffi import to_js


def attempt(function, *arguments):
    try:
        outcome = {"value": function(*arguments)}
    except Exception as error:
        outcome = {
            "message": describe(error),
            "traceback": "".join(traceback.format_exception(error)),
        }
    return to_js(outcome, dict_converter=js.Object.fromEntries)


def describe(error):
    message = f"{type(error).__name__}: {error}"
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename in ("models.py", "script.py")]
    return f"{message} ({own[-1].filename}, line {own[-1].lineno})" if own else message
