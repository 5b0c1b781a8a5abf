"""Bytes to text: the encoding told or guessed, and the least of cleaning.

UTF-8 is tried before everything else: text that is valid UTF-8 by chance is rare, while
declared encodings are often wrong.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import groupby

from marsad.errors import Unreadable
from marsad.gather.guard import third_party

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 16  # bytes an encoding is guessed from
_HEAD = 1 << 13  # bytes told apart into text and binary
_NUL_SHARE = 0.05  # of the odd or the even bytes only: UTF-16, at least its spaces
_CONTROL_SHARE = 0.02  # of the head: more is no text
_NO_LETTERS = frozenset({"Cn", "Co", "Cs"})  # unassigned, private, surrogate
_CONTROL_BYTES = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")
_MARKS_ON_LETTER = 30  # UAX #15, stream-safe text format
_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85]|\u2028|\u2029")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def decode(data: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """The text of `data`, and the name of its encoding where that was a guess.

    `declared` is the encoding the file itself names. Raises Unreadable("binary") or
    Unreadable("encoding").
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), None
    wide = _utf16_without_mark(data)
    if wide:
        return data.decode(wide, "replace"), wide
    if _is_binary(data):
        raise Unreadable(
            "binary",
            "holds no text but binary data; save it as .txt, .html, .pdf or .docx",
        )
    for encoding in ("utf-8", declared):
        text = _strictly(data, encoding)
        if text is not None:
            return text, None
    return _guess(data)


def clean(text: str) -> str:
    """`text` with newlines as line feeds, in NFC, without control characters and
    without blank space around it; what cannot be stored becomes U+FFFD."""
    text = storable(_CONTROLS.sub("", _NEWLINES.sub("\n", text)))
    return _composed(text).strip("\ufeff \t\n")


def storable(text: str) -> str:
    """`text` with NULs and lone surrogates as U+FFFD, one for one: offsets hold."""
    return _UNSTORABLE.sub("\ufffd", text)


def _composed(text: str) -> str:
    """`text` in NFC; as it is where a letter carries more marks than Unicode's
    stream-safe format allows, since composing those takes time in their square."""
    if text.isascii() or any(
        sum(1 for _ in run) > _MARKS_ON_LETTER
        for marks, run in groupby(text, lambda c: unicodedata.combining(c) > 0)
        if marks
    ):
        return text
    return unicodedata.normalize("NFC", text)


def _strictly(data: bytes, encoding: str | None) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except (UnicodeDecodeError, LookupError):
        return None


def _utf16_without_mark(data: bytes) -> str | None:
    head = data[:_HEAD]
    half = len(head) // 2
    if not half or len(data) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    for here, there, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if here > half * _NUL_SHARE and not there:
            text = head.decode(encoding, "replace")
            strange = sum(unicodedata.category(c) in _NO_LETTERS for c in text)
            return encoding if strange <= len(text) * _CONTROL_SHARE else None
    return None


def _is_binary(data: bytes) -> bool:
    head = data[:_HEAD]
    controls = sum(byte in _CONTROL_BYTES for byte in head)
    return b"\0\0" in head or controls > len(head) * _CONTROL_SHARE


def _guess(data: bytes) -> tuple[str, str]:
    import charset_normalizer  # noqa: PLC0415 - lazy: slow to load

    with third_party("text"):
        best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise Unreadable(
            "encoding", "its encoding cannot be told; save it as UTF-8 and add it again"
        )
    return data.decode(best.encoding, "replace"), best.encoding
