"""An event loop that runs to its end in the middle of a synchronous call.

Neither the loop of Pyodide nor threads can do that: the first returns to JavaScript to wait, and
there are no threads. Files and sockets cannot wake this loop, only timers and its own tasks.
"""

import asyncio
import time
from asyncio import base_events, events, runners
from contextlib import contextmanager


class Clock:
    """Waits for timers; the place of a selector of files."""

    def select(self, timeout):
        if timeout is None:
            raise RuntimeError("The code waits for something that can never happen.")
        if timeout > 0:
            time.sleep(timeout)
        return []


class SynchronousEventLoop(base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self._selector = Clock()

    def run_in_executor(self, executor, function, *arguments):
        """Calls the function at once, because there is no thread to call it in."""
        future = self.create_future()
        try:
            with no_running_loop():
                future.set_result(function(*arguments))
        except Exception as error:
            future.set_exception(error)
        return future

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass


class Policy(events._BaseDefaultEventLoopPolicy):
    _loop_factory = SynchronousEventLoop


def install():
    """asyncio, and every library that uses it, gets synchronous loops from now on."""
    events._set_event_loop_policy(Policy())
    asyncio.run = runners.run


@contextmanager
def no_running_loop():
    """Pyodide's own loop always counts as running, which forbids to run another one."""
    outer = events._get_running_loop()
    events._set_running_loop(None)
    try:
        yield
    finally:
        events._set_running_loop(outer)


def run_coroutine(coroutine):
    """Runs a coroutine to its end and returns its value. The tasks that it leaves are cancelled."""
    with asyncio.Runner() as runner:
        return runner.run(coroutine)
