"""Who publishes: the source of a document, and what is known of its house.

Known outlets stand in `lexicons/sources.csv`. The name stays as the document has it;
the list adds owner and affiliation, and a name for a bare web address.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from marsad.gather.outcome import Note
from marsad.ids import source_id
from marsad.model import Source

UNKNOWN = "unknown"
_CREDIT = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Outlet:
    """A row of the list. `owner` is the house; the outlet itself where it is none's."""

    name: str
    owner: str
    affiliation: str | None
    languages: tuple[str, ...]


def source_of(name: str | None, url: str | None) -> tuple[Source, Note | None]:
    """The source that goes by `name`, else by the host of `url`, else unknown."""
    if name:
        return _source(name), None
    host = host_of(url)
    if host:
        known = outlets().get(host)
        return _source(known.name if known else host), None
    return Source(UNKNOWN, UNKNOWN), Note(
        "no_source",
        "nothing tells who published it; add `outlet` in a header or sidecar",
    )


def host_of(url: str | None) -> str | None:
    """The host of a web address, without `www.`; None where it is none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


@cache
def outlets() -> dict[str, Outlet]:
    """All known outlets by folded name, alias and host."""
    text = files("marsad").joinpath("lexicons/sources.csv").read_text("utf-8")
    out: dict[str, Outlet] = {}
    for row in csv.DictReader(text.splitlines()):
        outlet = Outlet(
            row["name"],
            row["owner"] or row["name"],
            row["affiliation"] or None,
            tuple(row["languages"].split()),
        )
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            out[_folded(name)] = outlet
    return out


def _source(name: str) -> Source:
    known = outlets().get(_folded(name)) or outlets().get(
        _folded(_CREDIT.sub("", name))  # "LBCI (AFP)" is published by LBCI
    )
    if known is None:
        return Source(source_id(name), name)
    return Source(
        source_id(name), name, known.owner, known.affiliation, known.languages
    )


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
