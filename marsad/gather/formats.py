"""The formats that are read: told by a file's ending, else by its first bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from marsad.errors import Unreadable
from marsad.gather.mail import read_mail
from marsad.gather.outcome import Found, Refused
from marsad.gather.page import read_page
from marsad.gather.pdf import read_pdf
from marsad.gather.plain import read_markdown, read_text
from marsad.gather.rows import read_lines, read_value
from marsad.gather.word import read_word

if TYPE_CHECKING:
    from marsad.settings import Settings  # slow to load

ENDINGS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "mail",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
}
"""File endings that are known: the format each stands for."""

_TEXTS: dict[str, Callable[[bytes], Found]] = {
    "text": read_text,
    "markdown": read_markdown,
    "html": read_page,
}
_BYTES_PER_CHAR = 4  # the most that UTF-8 and UTF-16 take
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "an old Office file; save it as .docx",
    b"{\\rtf": "a rich text file (RTF); save it as .docx or .txt",
    b"SQLite format 3\0": "a database, not a document",
}
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_JSON = re.compile(rb"\s*(?:\{\s*[\"}]|\[\s*\{\s*\")")


def format_of(name: str) -> str | None:
    """The format that the ending of a file's name stands for; None for others."""
    return ENDINGS.get(PurePath(name).suffix.lower())


def sniff(head: bytes) -> str:
    """The format that the first bytes of a file look like.

    Raises Unreadable("unsupported") for what is known and not read.
    """
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx"
    for mark, told in _OTHERS.items():
        if head.startswith(mark):
            raise Unreadable("unsupported", told)
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(head):
        return "html"
    return "json" if _JSON.match(head) else "text"


def read(
    name: str, stream: BinaryIO, path: str, stem: str, settings: Settings
) -> Iterator[Found | Refused]:
    """What a stream of the format `name` holds. Raises Unreadable where nothing."""
    if name == "jsonl":
        yield from read_lines(stream, path, stem)
    elif name == "json":
        yield from read_value(stream, path, stem)
    elif name == "pdf":
        yield read_pdf(stream, settings.max_chars)
    elif name == "docx":
        yield read_word(stream, settings.max_bytes)
    elif name == "mail":
        yield read_mail(stream.read())
    else:
        yield _TEXTS[name](_bounded(stream, settings))


def _bounded(stream: BinaryIO, settings: Settings) -> bytes:
    """All of `stream`; refused before it is parsed where no text that long is taken."""
    most = settings.max_chars * _BYTES_PER_CHAR
    data = stream.read(most + 1)
    if len(data) > most:
        raise Unreadable(
            "too_long",
            f"more than {most:,} bytes of text; split it, or raise the setting "
            f"max_chars ({settings.max_chars:,})",
        )
    return data
