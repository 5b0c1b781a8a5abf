"""What a language model costs is told before it is asked."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.model import Document
    from marsad.settings import Settings


def agreed(settings: Settings, documents: Iterable[Document], *, yes: bool) -> bool:
    """Whether `documents` may be read: always by the reader that ships; by a language
    model once the estimate was told and somebody said yes.

    Raises InputError where nobody can be asked.
    """
    if settings.reader == "local":
        return True
    from marsad.reading.llm import estimate

    told = estimate(documents, settings.llm_prices)
    typer.echo(f"to be read by {settings.llm_model}: {told}", err=True)
    if yes or not told.questions:
        return True
    if not sys.stdin.isatty():
        raise InputError("nobody is here to say yes; say it with --yes")
    return typer.confirm("go on?", err=True)
