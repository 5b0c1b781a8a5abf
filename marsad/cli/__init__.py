"""The command line: the only part of marsad that prints and exits.

Commands import what they need when they run, so that `marsad --help` is quick.
"""

from __future__ import annotations

import gc
import io
import os
import sys


def main() -> None:
    """Run `marsad`; an error the user can act on is one line and exit code 2."""
    # Claims are many small objects that live to the end: looking through them for
    # cycles over and over took a third of the time of a brief.
    gc.set_threshold(200_000, 20, 20)
    # numpy's linear algebra starts a thread for every core, which costs more than
    # numpy itself; nothing here is large enough for them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

    from marsad.cli.app import app_for
    from marsad.errors import MarsadError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a letter gets its number, not a traceback.
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            app_for(sys.argv[1:])()
        finally:
            sys.stdout.flush()
    except MarsadError as wrong:
        _leave(str(wrong))
    except BrokenPipeError:
        sys.stdout = (
            io.StringIO()
        )  # whoever read it (`| head`) has gone: no more to say
        sys.exit(141)
    except OSError as wrong:
        sys.stdout = io.StringIO()
        _leave(f"the output could not be written: {wrong.strerror or wrong}")


def _leave(message: str) -> None:
    print(f"marsad: {message}", file=sys.stderr)  # noqa: T201
    sys.exit(2)
