"""Turns archives of Python source into one archive of compiled modules."""

import fnmatch
import io
import py_compile
import tempfile
import zipfile
from pathlib import Path

# The same input gives the same bytes: no clock, and no order taken from the input.
EPOCH = (1980, 1, 1, 0, 0, 0)


def compile_archives(archives, folder, left_out, kept):
    """Returns the bytes of one archive with every module of the archives, compiled.

    Tracebacks name the modules as files of the folder. A file that matches a pattern of those left
    out is missing, unless it also matches a pattern of those kept.
    """
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as target:
        for name, data in sorted(entries(archives).items()):
            if matches(name, left_out) and not matches(name, kept):
                continue
            if name.endswith(".py"):
                name, data = name + "c", compile_module(data, f"{folder}/{name}")
            target.writestr(zipfile.ZipInfo(name, EPOCH), data)
    return output.getvalue()


def entries(archives):
    found = {}
    for archive in archives:
        with zipfile.ZipFile(io.BytesIO(archive)) as source:
            for info in source.infolist():
                if not info.is_dir():
                    found[info.filename] = shortened(info.filename, source.read(info))
    return found


def shortened(name, data):
    """Of the description of a package, Python reads only the headers."""
    return data.split(b"\n\n")[0] + b"\n" if name.endswith(".dist-info/METADATA") else data


def matches(name, patterns):
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def compile_module(source, shown_name):
    """Compiles without a check against the source, which is not there to check against."""
    with tempfile.TemporaryDirectory() as folder:
        module, compiled = Path(folder, "module.py"), Path(folder, "module.pyc")
        module.write_bytes(source)
        py_compile.compile(
            str(module),
            cfile=str(compiled),
            dfile=shown_name,
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        return compiled.read_bytes()
