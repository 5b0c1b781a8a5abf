"""Norland, an invented country at war: who is in it, where, and claims about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from marsad.model import (
    Actor,
    Claim,
    Document,
    Figure,
    Level,
    Mention,
    Place,
    Span,
    Speaker,
    Stance,
    Status,
    When,
)

ACTORS = {
    "army": Actor("army", "Norland army", "state", "government"),
    "ministry": Actor("army", "Norland army", "state", "government"),
    "state TV": Actor("tv", "Norland TV", "media", "government"),
    "general": Actor("person:general", "General Oru", "official", "government"),
    "Front": Actor("front", "River Front", "rebel", "River Front"),
    "commander": Actor("front", "River Front", "rebel", "River Front"),
    "League": Actor("league", "Hill League", "rebel", "Hill League"),
    "rebels": Actor("described:rebels:NO", "rebels", "rebel", "rebels"),
    "residents": Actor("described:residents:NO", "residents", "civilian"),
    "Watch": Actor("watch", "Norland Watch", "monitor"),
    "Red Cross": Actor("icrc", "Red Cross", "international"),
}
PLACES = {
    "Kalim": Place("Kalim", level=Level.CITY, lat=10.0, lon=20.0),
    "the edge of Kalim": Place(
        "the edge of Kalim", level=Level.CITY, lat=10.02, lon=20.0
    ),
    "Kalim market": Place("Kalim market", level=Level.SITE, lat=10.0, lon=20.01),
    "Kalim airbase": Place("Kalim airbase", level=Level.SITE, lat=10.09, lon=20.02),
    "Borun": Place("Borun", level=Level.TOWN, lat=10.5, lon=20.6),
    "Tesh": Place("Tesh", level=Level.TOWN, lat=10.6, lon=20.65),
    "Kalim province": Place("Kalim province", level=Level.PROVINCE, lat=10.2, lon=20.2),
    "several towns of Kalim province": Place(
        "several towns of Kalim province", level=Level.PROVINCE, lat=10.2, lon=20.2
    ),
    "Norland": Place("Norland", level=Level.COUNTRY, lat=10.3, lon=20.4),
}


def mentions(name: str | None) -> tuple[Mention, ...]:
    """One mention of somebody, none of nobody."""
    return (Mention(name, actor=ACTORS.get(name)),) if name else ()


def speakers(name: str | None, stance: Stance = Stance.SAYS) -> tuple[Speaker, ...]:
    """One speaker, none where the outlet says it."""
    return (Speaker(name, stance, actor=ACTORS.get(name)),) if name else ()


def in_may(days: tuple[int, int] | int | None) -> When | None:
    """A day, or days, of May 2031."""
    if days is None:
        return None
    first, last = days if isinstance(days, tuple) else (days, days)
    return When(date(2031, 5, first), date(2031, 5, last))


def claim_about(
    number: int,
    document: Document,
    kind: str,
    *,
    local_id: str = "c1",
    quote: str,
    at: Iterable[str] = (),
    on: tuple[int, int] | int | None = None,
    who: str | None = None,
    to: str | None = None,
    figures: Iterable[Figure] = (),
    sources: Iterable[Speaker] = (),
    status: str = "happened",
    start: int = 0,
) -> Claim:
    """The claim of this number; `start` is where in its document it stands."""
    return Claim(
        id=f"c-{number:03}",
        document_id=document.id,
        ref=f"{document.key}#{local_id}",
        local_id=local_id,
        kind=kind,
        quote=quote,
        anchor=kind,
        span=Span(start, start + 1),
        anchor_span=Span(start, start + 1),
        status=Status(status),
        initiator=mentions(who),
        target=mentions(to),
        places=tuple(PLACES[name] for name in at),
        when=in_may(on),
        figures=tuple(figures),
        sources=tuple(sources),
    )
