"""Incidents as lines: what, where and when, who says it in which words, the toll."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from marsad.codebook import kinds
from marsad.model import (
    Claim,
    Figure,
    Incident,
    Toll,
    What,
)
from marsad.telling.attribution import origin_name, within
from marsad.telling.headings import heading
from marsad.telling.lexicon import lexicon, word
from marsad.telling.phrases import (
    count_words,
    days_words,
    figure_words,
    join_words,
    range_words,
)
from marsad.telling.places import fold, place_name
from marsad.telling.references import References, refs_of
from marsad.telling.safe import clean
from marsad.telling.scope import Scope
from marsad.telling.shapes import Line, Statement
from marsad.telling.statements import by_origin, documents, first_of, statements

SECTIONS = ("fighting", "civilians", "people", "politics")
_STAYS = frozenset({"place", "operation", "route", "fight"})
_HARM = frozenset({What.KILLED, What.WOUNDED, What.MISSING})


def section_of(incident: Incident, claims: list[Claim]) -> str:
    """The section that tells `incident`: harm to civilians where its victims are
    civilians, else where most of its claims belong by the codebook. The fight for a
    place stays one, whoever is caught in it."""
    if incident.type not in _STAYS and any(map(_hurts_civilians, claims)):
        return "civilians"
    counts = Counter(kinds()[claim.kind].section for claim in claims)
    return min(counts, key=lambda name: (-counts[name], SECTIONS.index(name)))


def incident_line(
    scope: Scope,
    references: References,
    key: str,
    incident: Incident,
    claims: list[Claim],
) -> Line:
    """`incident` told in full by `claims`, those of it that are asked for."""
    before = [c for c in scope.background(incident) if c not in claims]
    all_told = [*claims, *before]
    said = statements(scope, references, all_told)
    tolls = _tolls(scope, references, incident, claims)
    return _line(scope, key, incident, claims, (*said, *tolls))


def short_line(
    scope: Scope,
    references: References,
    key: str,
    incident: Incident,
    claims: list[Claim],
) -> Line:
    """`incident` in one line: its name and who tells of it."""
    return _line(
        scope, key, incident, claims, (brief_mention(scope, references, claims),)
    )


def brief_mention(
    scope: Scope, references: References, claims: list[Claim]
) -> Statement:
    """Who tells of it, without words: `SOHR (4 documents) and SANA`."""
    told = by_origin(scope, claims)
    names = []
    for origin, mine in told[:3]:
        name, number = origin_name(scope.index, origin, mine[0]), documents(mine)
        told_of = ["no source named"] if origin.voice == "unsourced" else []
        if number > 1:
            told_of.append(count_words(number, "document"))
        name = within(name)
        names.append(f"{name} ({', '.join(told_of)})" if told_of else name)
    if len(told) > 3:
        names.append(f"{len(told) - 3} more")
    names = list(dict.fromkeys(names))
    refs = tuple(references.cite(mine[0]) for _, mine in told[:3])
    return Statement(f"Told by {join_words(names)}", "", tuple(dict.fromkeys(refs)))


def days_of(claims: Iterable[Claim]) -> tuple[date | None, date | None]:
    """The days over which `claims` put it; None where none of them tells."""
    known = [c.when for c in claims if c.when is not None]
    starts = [w.start for w in known if w.start]
    ends = [w.end for w in known if w.end]
    return min(starts, default=None), max(ends, default=None)


def _line(
    scope: Scope,
    key: str,
    incident: Incident,
    claims: list[Claim],
    said: tuple[Statement, ...],
) -> Line:
    title = heading(incident, first_of(scope, claims))
    place = clean(place_name(incident.place)) if incident.place else None
    days = days_words(*days_of(claims), known_year=scope.question.end.year)
    parts = [days]
    if place and fold(place) not in fold(title):
        parts.insert(0, place)
    line = Line(
        key,
        title,
        ", ".join(parts),
        said,
        grade=incident.grade,
        reason=clean(incident.reason),
        is_new=scope.is_new(incident),
        is_update=bool(scope.news_in(incident, claims)),
        group=incident.id or None,
        place=place,
    )
    return with_refs(line)


def with_refs(line: Line) -> Line:
    """`line` with the references of its statements gathered."""
    return replace(line, refs=refs_of(line))


def _tolls(
    scope: Scope, references: References, incident: Incident, claims: list[Claim]
) -> list[Statement]:
    told = {claim.id for claim in claims}
    out = []
    for toll in incident.tolls:
        bounds = [b for b in (toll.low_claim, toll.high_claim) if b in told]
        if not bounds or not (toll.low or toll.high):
            continue
        setters = scope.index.claims(dict.fromkeys(bounds))
        lead = f"{word('series_name', toll.what.value)}{_who(toll.who)}"
        refs = tuple(dict.fromkeys(references.cite(c) for c in setters))
        out.append(Statement(f"{lead}: {_toll_words(toll, setters)}", "", refs))
    return out


def _toll_words(toll: Toll, setters: list[Claim]) -> str:
    """The range; where one claim sets both bounds, in its own words."""
    if len(setters) == 1:
        for figure in setters[0].figures:
            if _same(figure, toll):
                return figure_words(figure)
    return range_words(toll.low, toll.high)


def _same(figure: Figure, toll: Toll) -> bool:
    mine = (figure.what, figure.low, figure.high)
    return mine == (toll.what, toll.low, toll.high)


def _who(who: str) -> str:
    return "" if who in ("", "all", "people") else f", {clean(who)}"


def _hurts_civilians(claim: Claim) -> bool:
    if not kinds()[claim.kind].violent:
        return False
    words = lexicon()["civilians"]["words"]
    victims = [f.who for f in claim.figures if f.what in _HARM]
    victims += [m.text for m in claim.target]
    types = {m.actor.type for m in claim.target if m.actor}
    return "civilian" in types or any(
        token in words for text in victims for token in text.casefold().split()
    )
