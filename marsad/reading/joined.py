"""Names with "and": "the UN and USA" are two actors, "the Islamic State of Iraq and the
Levant" and "Syrian and Russian planes" are one.
"""

from __future__ import annotations

import re

from marsad.model import Mention, Span
from marsad.reading.cues import cues

_PAIR = re.compile(
    r"(?P<one>(?:[Tt]he )?(?:[A-Z][\w.'’-]*\s)*[A-Z][\w.'’-]*)"
    r"\sand\s(?P<other>(?:the )?[A-Z].*)",
    re.DOTALL,
)
_AND = re.compile(r"\s+and\s+")
_PEOPLE = re.compile(r"(?:[aeio]n|ish|ese|ch|[aeiqt]i)$")
"""Ends of adjectives: the noun after "and" is of both ("Syrian and Russian jets")."""


def one_by_one(actors: tuple[Mention, ...], text: str) -> tuple[Mention, ...]:
    """`actors` of a document's `text`, each name for itself and each whole."""
    out: list[Mention] = []
    for actor in actors:
        if out and (whole := _whole(out[-1], actor, text)):
            out[-1] = whole
        else:
            out += _parts(actor, text)
    return tuple(out)


def _whole(one: Mention, other: Mention, text: str) -> Mention | None:
    """The name that two mentions are the parts of."""
    if one.span is None or other.span is None or one.span.end > other.span.start:
        return None
    span = Span(one.span.start, other.span.end)
    between = text[one.span.end : other.span.start]
    held = text[span.start : span.end]
    return Mention(held, span) if _AND.fullmatch(between) and _is_name(held) else None


def _parts(actor: Mention, text: str) -> tuple[Mention, ...]:
    """The actors that one mention names together."""
    found = _PAIR.fullmatch(actor.text)
    if actor.span is None or found is None or _is_name(actor.text):
        return (actor,)
    if text[actor.span.start : actor.span.end] != actor.text:
        return (actor,)
    if _PEOPLE.search(found["one"].casefold()):
        return (actor,)
    at = actor.span.start
    spans = (Span(at + a, at + b) for a, b in (found.span("one"), found.span("other")))
    return tuple(Mention(text[s.start : s.end], s) for s in spans)


def _is_name(words: str) -> bool:
    low = " ".join(words.casefold().split())
    return any(name in low for name in cues().joined)
