"""Answers one request: calls a function of the library, and returns its value or a diagnosis."""

import importlib
import json

import js
from pyodide.ffi import to_js

from stele_runtime import event_loop, replacements
from stele_runtime.diagnosis import diagnose

event_loop.install()
replacements.install()


class Server:
    """The requests of one library. Two libraries in one process affect each other."""

    def __init__(self, library):
        self.library = importlib.import_module(f"stele_runtime.libraries.{library}")

    def answer(self, request, parameters):
        """Calls the function with the name of the request, with parameters in JSON.

        It returns a dictionary of values that JSON can hold, or bytes.
        """
        try:
            result = getattr(self.library, request)(**json.loads(parameters))
            data = {name: value for name, value in result.items() if isinstance(value, bytes)}
            rest = {name: value for name, value in result.items() if name not in data}
            return plain({"text": json.dumps(rest), "data": data})
        except BaseException as error:
            return plain({"text": json.dumps({"error": diagnose(error)}), "data": {}})


def plain(value):
    return to_js(value, dict_converter=js.Object.fromEntries)
