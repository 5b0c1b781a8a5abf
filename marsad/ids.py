"""Ids minted from content: the same evidence gets the same id on every machine.

A document's id comes from its source and text, a claim's from its document, where it
stands, its kind and who says it, so that a second reading keeps the ids of the claims
it does not change.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from base64 import b32encode
from collections.abc import Iterable

_SLUG = re.compile(r"[^\w]+")


def sha256(*parts: str) -> str:
    """Hex SHA-256 over `parts` in UTF-8, kept apart by NUL."""
    data = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()


def mint(prefix: str, *parts: str) -> str:
    """`prefix` and 13 characters of base32 (65 bits) of the hash of `parts`."""
    digest = bytes.fromhex(sha256(*parts))
    return f"{prefix}-{b32encode(digest)[:13].decode().lower()}"


def source_id(name: str) -> str:
    """A readable id of a source: its name folded to lower-case words."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return _SLUG.sub("-", folded).strip("-") or "unknown"


def document_id(source: str, title: str, text: str) -> str:
    """The id of a document: `source` is the source's id."""
    return mint("d", source, title, text)


def claim_id(
    document: str,
    quote: tuple[int, int],
    anchor: tuple[int, int],
    kind: str,
    speakers: Iterable[str],
) -> str:
    """The id of a claim; offsets are characters of the document's text."""
    where = f"{quote[0]}:{quote[1]}:{anchor[0]}:{anchor[1]}"
    return mint("c", document, where, kind, *speakers)
