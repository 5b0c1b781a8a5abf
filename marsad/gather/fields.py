"""Metadata by their many names: sidecars, headers, front matter and JSON fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from marsad.gather.decoding import storable
from marsad.gather.outcome import Note

NAMES: dict[str, tuple[str, ...]] = {
    "outlet": ("outlet", "source", "publisher", "site"),
    "published": ("published", "date", "published_at", "publication_date", "pubdate"),
    "title": ("title", "headline", "subject"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
    "key": ("doc_id", "id", "key"),
}
"""Our name of a field: the names it may go by, the first that is there wins."""

_KNOWN = {name: ours for ours, names in NAMES.items() for name in names}
_LINE = re.compile(r"([A-Za-z][A-Za-z _-]{0,24}):(?:[ \t]+(.*))?")
_FRONT_MATTER_LINES = 200
_BLOCK_SCALARS = {"", ">", ">-", ">+", "|", "|-", "|+"}


def stated(row: Mapping[str, Any]) -> tuple[dict[str, str], tuple[Note, ...]]:
    """The fields a mapping states, under our names; a note for each unusable one."""
    plain = {_plain(name): value for name, value in row.items()}
    fields: dict[str, str] = {}
    notes: list[Note] = []
    for ours, names in NAMES.items():
        name = next((n for n in names if plain.get(n) not in (None, "")), None)
        if name is None:
            continue
        value = _as_text(plain[name], ours)
        if value is None:
            told = type(plain[name]).__name__
            notes.append(
                Note("bad_field", f"`{name}` is not text but {told}: not used")
            )
        elif value.strip():
            fields[ours] = storable(value.strip())
    return fields, tuple(notes)


def unknown(row: Mapping[str, Any]) -> list[str]:
    """Names in `row` that are no field of ours."""
    return [str(name) for name in row if _plain(name) not in _KNOWN]


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields between `---` lines at the top of `text`, and the rest.

    Flat `name: value` lines as people write them; a title with a colon needs no
    quotes. Lists and nested values are passed over. Lines between two rulers that
    name no field are text.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return {}, text
    for end, line in enumerate(lines[1:_FRONT_MATTER_LINES], 1):
        if line.rstrip() in ("---", "..."):
            fields = _front_matter(lines[1:end])
            return (fields, "\n".join(lines[end + 1 :])) if fields else ({}, text)
    return {}, text


def split_header(text: str) -> tuple[dict[str, str], str]:
    """The fields of a block of `Name: value` lines at the top of `text`, and the rest.

    It is a header only where every line up to the first blank one has that form and at
    least one name is known: a report may well begin with "Update: ...".
    """
    head, _, body = text.partition("\n\n")
    matches = [_LINE.fullmatch(line.rstrip()) for line in head.split("\n")]
    row = {m[1]: m[2] or "" for m in matches if m}
    fields, _ = stated(row)
    if None in matches or not fields:
        return {}, text
    return fields, body


def _front_matter(lines: list[str]) -> dict[str, str]:
    row: dict[str, str] = {}
    name = ""
    for line in lines:
        match = _LINE.fullmatch(line.rstrip())
        if match:
            name = match[1]
            value = (match[2] or "").strip()
            row[name] = "" if value in _BLOCK_SCALARS else _unquoted(value)
        elif name and line.startswith((" ", "\t")):
            row[name] = f"{row[name]} {line.strip()}".strip()
    return stated(row)[0]


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _plain(name: Any) -> str:
    return re.sub(r"[ -]", "_", str(name).strip().casefold())


def _as_text(value: Any, ours: str) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, date):  # TOML has dates; datetime is a date too
        return value.isoformat()
    if ours == "key" and isinstance(value, int):
        return str(value)
    return None
