"""Word files (.docx): paragraphs and tables in the order they stand."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from marsad.errors import Unreadable
from marsad.gather.guard import third_party
from marsad.gather.outcome import Found

_BODY = "word/document.xml"
_ENCRYPTED = 0x1


def read_word(stream: BinaryIO, max_bytes: int) -> Found:
    """A .docx file. Its title property is a guess (a template's title stays in it),
    and its dates are the template's or the last save's: they are not used."""
    _check(stream, max_bytes)
    with third_party("a Word file"):
        import docx  # noqa: PLC0415 - lazy: slow to load

        document = docx.Document(stream)
        text = "\n\n".join(_blocks(document))
        title = document.core_properties.title
    return Found(
        text=text,
        guessed={"title": title} if title else {},
        guessed_from="the Word file's properties",
    )


def _check(stream: BinaryIO, max_bytes: int) -> None:
    """Refuse what is no Word file, and a bomb before anything of it is unpacked."""
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as wrong:
        raise Unreadable(
            "unreadable", f"broken Word file ({wrong}); save it anew as .docx or .txt"
        ) from wrong
    stream.seek(0)
    if _BODY not in {part.filename for part in parts}:
        raise Unreadable(
            "unsupported",
            "a zip archive but no Word file; unpack it, or save it as .docx or .txt",
        )
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Unreadable("encrypted", "has a password; save it without one")
    size = sum(part.file_size for part in parts)
    if size > max_bytes:
        raise Unreadable(
            "bomb",
            f"unpacks to {size:,} bytes (setting max_bytes is {max_bytes:,}); "
            "save its text as .txt",
        )


def _blocks(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield "\t".join(cell.text for cell in row.cells)
        else:
            yield block.text
