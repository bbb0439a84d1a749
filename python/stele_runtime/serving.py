"""Answers one request: calls a function of the library, and returns its value or a diagnosis."""

import importlib
import json

import js
from pyodide.ffi import to_js

from stele_runtime import event_loop, limits, output, replacements
from stele_runtime.diagnosis import diagnose

# Before any library is imported, because libraries copy references to what these replace.
event_loop.install()
limits.install()
replacements.install()


class Server:
    """The requests of one library. Two libraries in one process would affect each other."""

    library = None

    def __init__(self, name):
        if Server.library:
            raise RuntimeError("This interpreter already has a library.")
        Server.library = importlib.import_module(f"stele_runtime.libraries.{name}")

    def answer(self, request, parameters, limit=None):
        """Calls the function with the name of the request, with parameters in JSON.

        It returns a dictionary of values that JSON can hold, or bytes. The limit, in JSON too, has
        milliseconds and the depth of recursion.
        """
        with output.captured() as printed:
            reply = self.attempt(request, json.loads(parameters), limit and json.loads(limit))
        return to_js({**reply, "output": printed.text()}, dict_converter=js.Object.fromEntries)

    def attempt(self, request, parameters, limit):
        try:
            with limits.applied(limit), event_loop.no_running_loop():
                return encoded(getattr(self.library, request)(**parameters))
        except MemoryError:
            return encoded({"stopped": "out-of-memory"})
        except BaseException as error:
            return encoded({"stopped": "too-long"} if limits.was_passed() else {"error": diagnose(error)})


def encoded(reply):
    data = {name: value for name, value in reply.items() if isinstance(value, bytes)}
    rest = {name: value for name, value in reply.items() if name not in data}
    return {"text": json.dumps(rest), "data": data}
