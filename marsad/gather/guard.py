"""The one place where anything a third-party parser raises is caught.

Parsers of PDF, HTML, Word and mail meet files made to break them and raise far more
than they document (RecursionError, AttributeError, MemoryError ...). Each such file
becomes a refusal with its reason. Nothing of ours runs inside the guard but the calls
of the parser themselves.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from marsad.errors import Unreadable

# What the parsers log is told by our refusals; only the command line prints.
for _name in ("charset_normalizer", "htmldate", "pypdf", "trafilatura"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False


@contextmanager
def third_party(what: str) -> Iterator[None]:
    """Run a third-party parser; `what` names the format ("a PDF").

    Raises Unreadable("unreadable") for whatever the parser raises.
    """
    try:
        yield
    except Exception as wrong:
        told = " ".join(f"{type(wrong).__name__}: {wrong}".split())[:160]
        raise Unreadable(
            "unreadable",
            f"broken, or not {what} ({told}); open it, save it as text (.txt) "
            "and add that",
        ) from wrong
