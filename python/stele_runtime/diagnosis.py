"""An exception as plain data: what is wrong, and where in the files of the person."""

import traceback

from stele_runtime.project import is_own_file, shown_name

SCRIPT = "script.py"


def diagnose(error):
    file, line = position(error)
    return {
        "kind": type(error).__name__,
        "message": message_of(error),
        "file": file,
        "line": line,
        "traceback": "".join(traceback.format_exception(error)),
    }


def message_of(error):
    if isinstance(error, SyntaxError):
        return error.msg
    try:
        return str(error)
    except Exception:
        return ""


def position(error):
    """The innermost place in a file of the person, also of an exception that this one hides."""
    while error is not None:
        if isinstance(error, SyntaxError) and is_shown(error.filename):
            return shown_name(error.filename), error.lineno
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if is_shown(frame.filename)]
        if frames:
            return shown_name(frames[-1].filename), frames[-1].lineno
        error = error.__cause__ or error.__context__
    return None, None


def is_shown(file):
    return file == SCRIPT or is_own_file(file)
