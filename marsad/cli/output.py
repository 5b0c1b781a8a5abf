"""Where a command's result goes: to the screen, or whole into a file."""

from __future__ import annotations

from pathlib import Path

import typer

from marsad.errors import InputError

ERRORS = "backslashreplace"
"""Half a surrogate pair cannot be written; in JSON its escape is the same text."""


def write_out(text: str, output: Path | None) -> None:
    """Print a text (no `output`, or `-`), or write it to a file.

    A plain file is whole or not there at all; a link keeps being one; a device or pipe
    is written to, never replaced.
    """
    if output is None or str(output) == "-":
        typer.echo(text, nl=bool(text) and not text.endswith("\n"))
        return
    try:
        _write(text, output)
    except OSError as wrong:
        raise InputError(
            f"{output} cannot be written: {wrong.strerror}; name another with -o"
        ) from wrong
    typer.echo(f"wrote {output}", err=True)


def _write(text: str, output: Path) -> None:
    if output.exists() and not output.is_file():
        with output.open("w", encoding="utf-8", errors=ERRORS) as device:
            device.write(text)
        return
    whole = output.resolve()
    part = whole.with_name(whole.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", errors=ERRORS)
        if whole.exists():
            part.chmod(whole.stat().st_mode)
        part.replace(whole)
    finally:
        part.unlink(missing_ok=True)
