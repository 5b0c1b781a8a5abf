"""What is disputed: the sides with their origins and words, and why it is a dispute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from string import ascii_uppercase

from marsad.model import Claim, Group, Incident, Opposition, Series
from marsad.telling.attribution import denies, origin_name
from marsad.telling.bundles import act, first_bundle, voices
from marsad.telling.counts import series_name
from marsad.telling.excerpt import excerpt
from marsad.telling.headings import heading, neutral_heading
from marsad.telling.incidents import days_of, with_refs
from marsad.telling.lexicon import word
from marsad.telling.phrases import (
    capital,
    count_words,
    days_words,
    figure_words,
    join_words,
    range_words,
)
from marsad.telling.places import is_named, place_name
from marsad.telling.references import References
from marsad.telling.safe import clean, shorten
from marsad.telling.scope import Scope
from marsad.telling.shapes import Line, Statement
from marsad.telling.statements import cited, documents, statement

SPOKEN = 2  # origins quoted on each side


@dataclass(frozen=True, slots=True)
class Against:
    """An opposition of `group`, with the claims of each side that are asked for."""

    group: Group
    opposition: Opposition
    sides: tuple[tuple[Claim, ...], ...]

    @property
    def claims(self) -> list[Claim]:
        """The claims of all sides."""
        return [claim for side in self.sides for claim in side]


def oppositions(scope: Scope, groups: Iterable[Group]) -> list[Against]:
    """The oppositions of `groups` of which at least one side is asked for, and every
    side was known: disputes first, widest first."""
    found = []
    for group in groups:
        for opposition in group.oppositions:
            sides = tuple(tuple(scope.index.claims(side)) for side in opposition.sides)
            if len(sides) < 2 or not all(sides):
                continue
            asked = [c for side in sides for c in side if scope.bearing(c)]
            if asked and any(scope.near(c) for c in asked):
                found.append(Against(group, opposition, sides))
    return sorted(found, key=_rank)


def dispute_line(
    scope: Scope, references: References, key: str, against: Against
) -> Line:
    """A dispute in full: each side in its own words, by up to `SPOKEN` origins."""
    said: list[Statement] = []
    for letter, side in zip(ascii_uppercase, against.sides, strict=False):
        told = voices(scope, side)
        more = len(told) - SPOKEN
        for number, (origin, claims) in enumerate(told[:SPOKEN]):
            one = statement(scope, references, origin, claims)
            label = f"Side {letter}" if number == 0 else f"Side {letter} too"
            last = number == SPOKEN - 1 and more > 0
            note = f"{count_words(more, 'more origin')} on this side" if last else ""
            notes = "; ".join(filter(None, (one.note, note)))
            said.append(replace(one, lead=f"{label}: {one.lead}", note=notes))
    return _line(scope, key, against, tuple(said))


def short_opposition(
    scope: Scope, references: References, key: str, against: Against
) -> Line:
    """An opposition in short: who, and the figures or the first words of each side."""
    said = []
    for side in against.sides:
        origin, claims = voices(scope, side)[0]
        name = origin_name(scope.index, origin, claims[0])
        values = _figures(against, claims[0])
        lead = f"{capital(name)}: {values}" if values else capital(name)
        quote = "" if values else shorten(excerpt(claims[0]), 90)
        said.append(Statement(lead, quote, cited(references, claims)[:1]))
    return _line(scope, key, against, tuple(said))


def _figures(against: Against, claim: Claim) -> str:
    """The numbers of `claim` on what the opposition is about."""
    group, about = against.group, against.opposition.about
    if isinstance(group, Series):
        points = [p for p in group.points if p.claim == claim.id]
        return join_words([range_words(p.low, p.high) for p in points])
    return join_words([figure_words(f) for f in claim.figures if f.what.value == about])


def denial_lines(
    scope: Scope,
    references: References,
    disputed: Iterable[Against],
    claims: Iterable[Claim],
) -> Iterator[Line]:
    """Denials among `claims` that no opposition has set against anything."""
    told = {claim.id for against in disputed for claim in against.claims}
    seen: set[tuple[object, ...]] = set()
    for claim in claims:
        group = scope.index.group_of.get(claim.id)
        if group is None or claim.id in told or not denies(claim):
            continue
        origin = scope.index.origin(claim)
        if (mark := (origin.key, group.id or group.title, act(claim))) in seen:
            continue
        seen.add(mark)
        line = Line(
            "",
            _denied(scope, group, claim),
            _where_when(scope, group, [claim]),
            (statement(scope, references, origin, [claim]),),
            is_new=scope.is_new(group),
            group=group.id or None,
        )
        yield with_refs(line)


def _line(
    scope: Scope, key: str, against: Against, said: tuple[Statement, ...]
) -> Line:
    group, opposition = against.group, against.opposition
    why = capital(word("type", opposition.type))
    note = f"{why}: {clean(opposition.note)}" if opposition.note else why
    title = _title(scope, group, against.claims)
    line = Line(
        key,
        f"{title}: {word('about', opposition.about)}",
        _where_when(scope, group, against.claims),
        said,
        (note,),
        group=group.id or None,
    )
    return with_refs(line)


def _title(scope: Scope, group: Group, claims: list[Claim]) -> str:
    """What the opposition is in: as its first claim tells it."""
    if isinstance(group, Incident):
        return neutral_heading(group, first_bundle(scope, claims)[0])
    if isinstance(group, Series):
        return f"{series_name(scope.index, group)} ({clean(group.theatre)})"
    return shorten(clean(group.title), 120)


def _denied(scope: Scope, group: Group, claim: Claim) -> str:
    """What is denied: who did it may be all of it, so the doer stays in the head."""
    if isinstance(group, Incident):
        return heading(group, [claim])
    return f"Denied: {_title(scope, group, [claim])}"


def _where_when(scope: Scope, group: Group, claims: list[Claim]) -> str:
    days = days_words(*days_of(claims), known_year=scope.question.end.year)
    place = group.place if isinstance(group, Incident) else None
    named = place if place and is_named(place) else None
    return f"{clean(place_name(named))}, {days}" if named else days


def _rank(against: Against) -> tuple[int, int, str]:
    types = ("dispute", "revision", "differs")
    return (
        types.index(against.opposition.type),
        -documents(against.claims),
        against.group.title,
    )
