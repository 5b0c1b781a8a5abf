"""Web pages: the article's text, and what the page says of itself.

trafilatura finds the text, title, site and address. Dates are read here, because it
gives the day only: the page's own metadata hold the time and its zone.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, NamedTuple

from marsad.gather.dates import parse_published
from marsad.gather.decoding import clean
from marsad.gather.guard import third_party
from marsad.gather.outcome import Found, Note
from marsad.gather.plain import decode_noting
from marsad.model import Published

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_HEAD_BYTES = 4096
_META_NAMES = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "publication_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "date",
)
_JSON_LD = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')
_MODIFIED_LD = re.compile(r'"dateModified"\s*:\s*"([^"]+)"')
_DAY = timedelta(days=1)


def read_page(data: bytes) -> Found:
    """A saved web page."""
    declared = _CHARSET.search(data[:_HEAD_BYTES])
    html, notes = decode_noting(data, declared[1].decode() if declared else None)
    return read_html(html, notes)


def read_html(html: str, notes: tuple[Note, ...] = ()) -> Found:
    """The text and metadata of `html`. `notes` are carried along."""
    with third_party("a web page"):
        dates, found = _parse(html)
    fields = {
        name: value
        for name, value in (
            ("title", found.title),
            ("outlet", found.sitename),
            ("url", found.url),
        )
        if value
    }
    published = _best(dates.stated, dates.stamps)
    guess = None if published else _best([found.date or ""], dates.stamps)
    if published:
        fields["published"] = published.raw
    return Found(
        text=_body(found.text or "", fields.get("title")),
        fields=fields,
        guessed={"published": guess.raw} if guess else {},
        guessed_from="the page's address or text",
        extracted=True,
        notes=(*notes, *_changed_later(published, dates.changed)),
    )


class _Dates(NamedTuple):
    """Dates as written: of publication (the most trustworthy first), of what else on
    the page is stamped with a time, and of its last change."""

    stated: list[str]
    stamps: list[str]
    changed: list[str]


def _parse(html: str) -> tuple[_Dates, Any]:
    """The page's dates, and trafilatura's findings."""
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415 - lazy: slow
    from trafilatura.settings import Document as Findings  # noqa: PLC0415

    tree = load_html(html)
    if tree is None:
        return _Dates([], [], []), Findings()
    dates = _dates(tree)
    # it prunes the tree that it is given: the dates are read first
    found = bare_extraction(tree, with_metadata=True, include_comments=False)
    return dates, found if isinstance(found, Findings) else Findings()


def _dates(tree: Any) -> _Dates:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.casefold(), meta.get("content") or "")
    scripts = "\n".join(
        script.text or ""
        for script in tree.iter("script")
        if script.get("type") == "application/ld+json"
    )
    marked = tree.xpath("//*[@itemprop='datePublished']")[:1]
    return _Dates(
        stated=[
            *_JSON_LD.findall(scripts)[:1],
            *(metas[name] for name in _META_NAMES if name in metas),
            *(e.get("datetime") or e.get("content") or "" for e in marked),
        ],
        stamps=tree.xpath("//time/@datetime")[:1],
        changed=[
            *_MODIFIED_LD.findall(scripts)[:1],
            metas.get("article:modified_time", ""),
        ],
    )


def _best(stated: list[str], stamps: list[str]) -> Published | None:
    """The first stated date that can be read; another that says the same day or its
    neighbour with a time of day, or with a zone, is better."""
    readable = _readable(stated)
    if not readable:
        return None
    first = readable[0]
    near = [
        other
        for other in (*readable, *_readable(stamps))
        if abs(other.day - first.day) <= _DAY
    ]
    return max(near, key=_detail)  # the first of equals


def _readable(stated: list[str]) -> list[Published]:
    out = []
    for raw in filter(str.strip, stated):
        try:
            out.append(parse_published(raw.strip()))
        except ValueError:
            continue  # pages carry many dates; one that reads is enough
    return out


def _detail(published: Published) -> tuple[bool, bool]:
    return published.zone is not None, published.precision != "day"


def _changed_later(published: Published | None, modified: list[str]) -> list[Note]:
    changed = next(iter(_readable(modified)), None)
    if not (published and changed and changed.known_from > published.known_from + _DAY):
        return []
    told = f"the page was changed on {changed.raw}, after it was published on "
    return [
        Note(
            "changed_later",
            f"{told}{published.raw}: it may tell what was not known then",
        )
    ]


def _body(text: str, title: str | None) -> str:
    """Paragraphs with a blank line between; a first line that is the title goes."""
    paragraphs = [line.strip() for line in clean(text).split("\n") if line.strip()]
    if paragraphs and title and paragraphs[0] == clean(title):
        del paragraphs[0]
    return "\n\n".join(paragraphs)
