"""PDF files: their text layer. A scan has none and needs OCR first."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from marsad.errors import Unreadable
from marsad.gather.guard import third_party
from marsad.gather.outcome import Found

if TYPE_CHECKING:
    from pypdf import PdfReader


def read_pdf(stream: BinaryIO, max_chars: int) -> Found:
    """A .pdf file. Its title and creation date are what the program that made it
    wrote, often long after the text: guesses, never statements."""
    from pypdf import PdfReader  # noqa: PLC0415 - lazy: slow to load

    with third_party("a PDF"):
        reader = PdfReader(stream, strict=False)
        locked = reader.is_encrypted and not _opens(reader)
    if locked:
        raise Unreadable(
            "encrypted", "the PDF has a password; save it without one and add that"
        )
    with third_party("a PDF"):
        text = _text(reader, max_chars)
        guessed = _guessed(reader)
    if not text.strip():
        raise Unreadable(
            "no_text",
            "the PDF has no text layer (scanned: needs OCR); run it through OCR, "
            "for example `ocrmypdf IN OUT`, and add the result",
        )
    return Found(
        text=text,
        guessed=guessed,
        guessed_from="the PDF's document properties",
        extracted=True,
    )


def _opens(reader: PdfReader) -> bool:
    return bool(reader.decrypt(""))  # many are locked against changes only


def _text(reader: PdfReader, max_chars: int) -> str:
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > max_chars:
            break  # too long already: the caller refuses it
    return "\n".join(pages)


def _guessed(reader: PdfReader) -> dict[str, str]:
    properties = reader.metadata
    if properties is None:
        return {}
    guessed = {"title": properties.title} if properties.title else {}
    try:
        created = properties.creation_date
    except ValueError:  # a malformed date costs only itself
        created = None
    if created:
        guessed["published"] = created.isoformat()
    return guessed
