"""Makes aiosqlite run its statements at once instead of in a thread."""

import aiosqlite.core as core


class CallAtOnce:
    """In place of the queue to the thread: what is put into it has run when put returns."""

    def __class_getitem__(cls, _item):
        return cls

    def put_nowait(self, entry):
        future, function = entry
        try:
            deliver(future, core.set_result, function())
        except BaseException as error:
            deliver(future, core.set_exception, error)


def deliver(future, setter, value):
    if future:
        future.get_loop().call_soon(setter, future, value)


class NoThread:
    def __init__(self, **_options):
        pass

    def start(self):
        pass


def install():
    core.SimpleQueue = CallAtOnce
    core.Thread = NoThread
