"""The command line: the only part of marsad that prints and exits.

Commands import what they need when they run, so that `marsad --help` is quick.
"""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run `marsad`; an error the user can act on is one line and exit code 2."""
    from marsad.cli.app import app
    from marsad.errors import MarsadError

    # Claims are many small objects that live to the end: looking through them for
    # cycles over and over took a third of the time of a brief.
    gc.set_threshold(200_000, 20, 20)
    try:
        app()
    except MarsadError as wrong:
        print(f"marsad: {wrong}", file=sys.stderr)  # noqa: T201
        sys.exit(2)
