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
    Stance,
    Toll,
    What,
)
from marsad.telling.attribution import bare_name, denies, final_speaker, listed_name
from marsad.telling.bundles import first_bundle, voices
from marsad.telling.headings import heading
from marsad.telling.lexicon import lexicon, word
from marsad.telling.phrases import (
    capital,
    count_words,
    days_words,
    figure_words,
    is_vague,
    join_words,
    points_at,
    range_words,
)
from marsad.telling.places import fold, is_named, place_name
from marsad.telling.references import References, refs_of
from marsad.telling.safe import clean
from marsad.telling.scope import Scope, lasts
from marsad.telling.shapes import Line, Statement
from marsad.telling.statements import documents, statements, told_when

SECTIONS = ("fighting", "civilians", "people", "politics")
_STAYS = frozenset({"place", "operation", "route", "fight"})
_STANCES = {Stance.CLAIMS: "claimed", Stance.CONFIRMS: "confirmed"}
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
    # What lasts is headed by what was done, though it was told before.
    heads = all_told if lasts(all_told) else claims
    return _line(scope, key, incident, claims, (*said, *tolls), heads)


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
    """Who tells of it, and with what stance, without words: `Told by SOHR (4
    documents) and SANA; denied by the army`."""
    told = voices(scope, claims)
    names: dict[str, list[str]] = {}
    for origin, mine in told[:3]:
        name, number = listed_name(scope.index, origin, mine[0]), documents(mine)
        told_of = ["no source named"] if origin.voice == "unsourced" else []
        if number > 1:
            told_of.append(count_words(number, "document"))
        name = f"{name} ({', '.join(told_of)})" if told_of else name
        names.setdefault(_told(mine[0]), []).append(name)
    if len(told) > 3:
        names[next(reversed(names))].append(f"{len(told) - 3} more")
    parts = [
        f"{verb} by {join_words([*dict.fromkeys(n)])}" for verb, n in names.items()
    ]
    refs = tuple(references.cite(mine[0]) for _, mine in told[:3])
    return Statement(capital("; ".join(parts)), "", tuple(dict.fromkeys(refs)))


def _told(claim: Claim) -> str:
    """What the speaker of `claim` does, in one word."""
    final = final_speaker(claim)
    if denies(claim):
        return "denied"
    return _STANCES.get(final.stance, "told") if final else "told"


def days_of(claims: Iterable[Claim]) -> tuple[date | None, date | None]:
    """The days over which `claims` put it; None where none of them tells."""
    known = [when for c in claims if (when := told_when(c)) is not None]
    starts = [w.start for w in known if w.start]
    ends = [w.end for w in known if w.end]
    return min(starts, default=None), max(ends, default=None)


def _line(
    scope: Scope,
    key: str,
    incident: Incident,
    claims: list[Claim],
    said: tuple[Statement, ...],
    heads: list[Claim] | None = None,
) -> Line:
    first = first_bundle(scope, heads or claims)
    title = heading(incident, [_uncounted(scope, claim) for claim in first])
    known = incident.place if incident.place and is_named(incident.place) else None
    place = clean(place_name(known)) if known else None
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


def _uncounted(scope: Scope, claim: Claim) -> Claim:
    """`claim` without the dead of a running count, which are not of this event."""
    if (claim.id, What.KILLED) not in scope.index.counted:
        return claim
    rest = tuple(f for f in claim.figures if f.what is not What.KILLED)
    return replace(claim, figures=rest)


def with_refs(line: Line) -> Line:
    """`line` with the references of its statements gathered."""
    return replace(line, refs=refs_of(line))


def _tolls(
    scope: Scope, references: References, incident: Incident, claims: list[Claim]
) -> list[Statement]:
    """The tolls, by those of `claims` that set a bound: no bound is told that another
    claim sets, nor a part that has no name of its own ("two of them"), nor what is a
    running count and told with those."""
    told = {claim.id: claim for claim in claims}
    out = []
    for toll in incident.tolls:
        low, high = told.get(toll.low_claim or ""), told.get(toll.high_claim or "")
        setters = list(dict.fromkeys(c for c in (low, high) if c is not None))
        if any((c.id, toll.what) in scope.index.counted for c in setters):
            continue
        if not setters or not (toll.low or toll.high) or points_at(toll.who):
            continue
        lead = f"{word('series_name', toll.what.value)}{_who(toll.who, setters)}"
        refs = tuple(dict.fromkeys(references.cite(c) for c in setters))
        out.append(Statement(f"{lead}: {_toll_words(toll, low, high)}", "", refs))
    return out


def _toll_words(toll: Toll, low: Claim | None, high: Claim | None) -> str:
    """The range from what `low` tells to what `high` tells; where one claim alone is
    told, or words that are not a number, in the words of the claims."""
    ends = (
        _figure(low, toll, low=toll.low) if low else None,
        _figure(high, toll, high=toll.high) if high else None,
    )
    known = [figure for figure in ends if figure]
    words = list(dict.fromkeys(figure_words(figure) for figure in known))
    if len(words) == 1:
        return words[0]
    if any(map(is_vague, known)):
        return " to ".join(words)
    return range_words(toll.low if low else None, toll.high if high else None)


def _figure(claim: Claim, toll: Toll, **bound: int | None) -> Figure | None:
    """The figure with which `claim` sets the `bound` (low or high) of `toll`."""
    ((end, value),) = bound.items()
    mine = [f for f in claim.figures if f.what is toll.what]
    return next((f for f in mine if getattr(f, end) == value), None)


def who_words(who: str, claims: Iterable[Claim]) -> str:
    """Who is counted, or by whom ("by ..."), spelt as `claims` spell it."""
    start, _, party = clean(who).partition(" ")
    if start != "by" or not party:
        return f", {clean(who)}" if who else ""
    names = (m.text for c in claims for m in (*c.initiator, *c.target))
    spelt = next((n for n in names if n.casefold() == party.casefold()), None)
    return f" by {bare_name(clean(spelt)) if spelt else capital(party)}"


def _who(who: str, claims: list[Claim]) -> str:
    return "" if who in ("", "all", "people") else who_words(who, claims)


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
