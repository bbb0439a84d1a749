"""Modules in place of packages that need threads or machine code."""

import asyncio
import sys
import types
from asyncio import events, tasks
from concurrent.futures import Future

from stele_runtime.event_loop import SynchronousEventLoop, no_running_loop, run_coroutine


def install():
    sys.modules["anyio"] = anyio = types.ModuleType("anyio")
    sys.modules["anyio.from_thread"] = anyio.from_thread = types.ModuleType("anyio.from_thread")
    anyio.from_thread.start_blocking_portal = BlockingPortal
    sys.modules["greenlet"] = greenlet = types.ModuleType("greenlet")
    greenlet.greenlet = Greenlet
    greenlet.getcurrent = lambda: Greenlet.current


class BlockingPortal:
    """Tortoise's run_async() calls its coroutine through such a portal."""

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def call(self, function, *arguments):
        return run_coroutine(function(*arguments))


class Greenlet:
    """As much of a greenlet as SQLAlchemy uses to await within synchronous functions.

    A function runs to its end in its first switch. Where it switches to its parent to have
    something awaited, that is awaited at once, on a nested loop.
    """

    current = None

    def __init__(self, run=None, parent=None):
        self.run = run
        self.parent = parent
        self.dead = False
        self.gr_context = None

    def switch(self, *arguments, **options):
        if Greenlet.current.parent is self:
            return self._await(*arguments)
        if self._finished is not None:
            return self._finish()
        return self._start(arguments, options)

    def throw(self, *error):
        """The driver could not await the notice that something was awaited: it was cancelled."""
        self.dead = True
        raise error[1]

    _finished = None
    _awaited = False

    def _start(self, arguments, options):
        outer, Greenlet.current = Greenlet.current, self
        try:
            result = succeeded(self.run(*arguments, **options))
        except BaseException as error:
            result = failed(error)
        finally:
            Greenlet.current = outer
        self._finished = result
        return succeeded_awaitable() if self._awaited else self._finish()

    def _finish(self):
        self.dead = True
        return self._finished.result()

    def _await(self, awaitable):
        Greenlet.current._awaited = True
        return await_now(awaitable)


Greenlet.current = Greenlet()


def succeeded(value):
    future = Future()
    future.set_result(value)
    return future


def failed(error):
    future = Future()
    future.set_exception(error)
    return future


async def succeeded_awaitable():
    """What the driver awaits once, so that it notices that something was awaited."""


def await_now(awaitable):
    """Runs an awaitable to its end while the task that awaits it is paused."""
    loop = events._get_running_loop()
    task = tasks.current_task(loop) if loop else None
    if task:
        tasks._leave_task(loop, task)
    nested = SynchronousEventLoop()
    # Greenlet.current is the driver meanwhile: a lazy load within it has no greenlet to await in.
    outer, Greenlet.current = Greenlet.current, Greenlet.current.parent
    try:
        with no_running_loop():
            return nested.run_until_complete(completed(awaitable))
    finally:
        Greenlet.current = outer
        nested.close()
        if task:
            tasks._enter_task(loop, task)


async def completed(awaitable):
    return await awaitable
