"""Runs a script over loaded models."""

import ast
import inspect

from pyodide.code import CodeRunner

from stele_runtime.diagnosis import SCRIPT
from stele_runtime.event_loop import run_coroutine


def evaluate(text, names):
    """The value of the last expression of a script, which may use `await` at its top level."""
    runner = CodeRunner(text, filename=SCRIPT, flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT).compile()
    if runner.code and runner.code.co_flags & inspect.CO_COROUTINE:
        return run_coroutine(runner.run_async(names))
    return runner.run(names)


async def evaluate_async(text, names):
    """The same within a running event loop."""
    runner = CodeRunner(text, filename=SCRIPT, flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT).compile()
    return await runner.run_async(names)
