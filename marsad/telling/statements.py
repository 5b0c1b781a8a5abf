"""Claims of one event as statements: one for each origin, denials never left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import log2

from marsad.model import Claim, Origin, Status
from marsad.telling.attribution import (
    deniers,
    denies,
    lead_words,
    origin_name,
    shown_name,
    speaker_name,
)
from marsad.telling.excerpt import excerpt
from marsad.telling.lexicon import weight
from marsad.telling.order import precision, spokesman
from marsad.telling.phrases import capital, count_words, days_words, join_words
from marsad.telling.references import References
from marsad.telling.scope import Bearing, Scope
from marsad.telling.shapes import Statement

Spoken = tuple[Origin, list[Claim]]

QUOTED = 3  # origins quoted in one line; denials and other sides come on top
NAMED = 6  # further origins named in one line
CITED = 4  # documents cited for one origin in one line
_TOLD_AS = {
    Status.PLANNED: "told as a plan",
    Status.POSSIBLE: "told as possible, not as fact",
    Status.CALLED_FOR: "a call, not an event",
}
_VOICES = {"named": 1.0, "unnamed": 0.5, "unsourced": 0.0}


def by_origin(scope: Scope, claims: Iterable[Claim]) -> list[Spoken]:
    """`claims` by who they rest on. First those who tell most (the weight of the kind),
    of the days asked for, in most documents; a named origin weighs more than an unnamed
    one or an outlet that names no source. Last those who only told of it before.

    What one origin affirms and what it denies are kept apart.
    """
    found: dict[tuple[str, bool], tuple[Origin, list[Claim]]] = {}
    for claim in claims:
        origin = scope.index.origin(claim)
        key = (origin.key, denies(claim))
        found.setdefault(key, (origin, []))[1].append(claim)
    spoken = [(origin, spokesman(scope, told)) for origin, told in found.values()]
    return sorted(spoken, key=lambda pair: _place_in_line(scope, *pair))


def first_of(scope: Scope, claims: Iterable[Claim]) -> Claim:
    """The claim with which the statements on `claims` begin."""
    return by_origin(scope, claims)[0][1][0]


def statements(
    scope: Scope, references: References, claims: Iterable[Claim]
) -> tuple[Statement, ...]:
    """The statements of a line: the first few origins and every denial with
    their words, the others by name."""
    full: list[Statement] = []
    rest = []
    for number, (origin, told) in enumerate(by_origin(scope, claims)):
        if number < QUOTED or denies(told[0]):
            said = statement(scope, references, origin, told)
            full.append(_unless_said(full, said))
        else:
            rest.append((origin, told))
    if rest:
        full.append(_others(scope, references, rest))
    return tuple(full)


def statement(
    scope: Scope, references: References, origin: Origin, claims: list[Claim]
) -> Statement:
    """What `origin` says, in the words of the first of `claims`."""
    best = claims[0]
    notes = [_TOLD_AS[best.status]] if best.status in _TOLD_AS else []
    if scope.bearing(best) is not Bearing.DURING:
        notes.append(_of_day(scope, best))
    if against := deniers(best):
        notes.append(f"denied by {join_words([speaker_name(s) for s in against])}")
    number = documents(claims)
    if number > 1:
        name = shown_name(origin.name)
        same = name in origin_name(scope.index, origin, best)
        one = "1 origin" if same or origin.voice != "named" else f"1 origin ({name})"
        notes.append(f"{one}, {count_words(number, 'document')}")
    return Statement(
        lead_words(scope.index, origin, best),
        excerpt(best),
        cited(references, claims),
        "; ".join(notes),
    )


def cited(references: References, claims: Iterable[Claim]) -> tuple[int, ...]:
    """The numbers of one sentence a document, of the first few documents."""
    seen: dict[str, Claim] = {}
    for claim in claims:
        seen.setdefault(claim.document_id, claim)
    return tuple(references.cite(c) for c in list(seen.values())[:CITED])


def documents(claims: Iterable[Claim]) -> int:
    """In how many documents `claims` stand."""
    return len({claim.document_id for claim in claims})


def _place_in_line(
    scope: Scope, origin: Origin, claims: list[Claim]
) -> tuple[float | str, ...]:
    best = claims[0]
    weighs = weight("kind", best.kind) + log2(1 + documents(claims))
    weighs += _VOICES[origin.voice] + scope.bearing(best) + precision(best)
    return (scope.bearing(best) is Bearing.NOT, -weighs, origin.name)


def _of_day(scope: Scope, claim: Claim) -> str:
    """The day of which a statement tells, where it is not one of those asked for."""
    if claim.when is None:
        return "day not told"
    year = scope.question.end.year
    words = days_words(claim.when.start, claim.when.end, year)
    return words if words.startswith(("by", "since")) else f"of {words}"


def _unless_said(before: list[Statement], said: Statement) -> Statement:
    """`said`, without its words where an earlier statement has them already: one
    sentence may both confirm and deny, or be carried by two outlets."""
    words = said.quote.casefold()
    for earlier in before:
        other = earlier.quote.casefold()
        if words and other and (words in other or other in words):
            return replace(said, lead=f"{said.lead}, in the same words", quote="")
    return said


def _others(scope: Scope, references: References, rest: list[Spoken]) -> Statement:
    """The further origins by name: they speak on the event, not always to the same
    effect, so that nothing more is said of them."""
    names: dict[str, Claim] = {}
    for origin, told in rest:
        name = capital(origin_name(scope.index, origin, told[0]))
        names.setdefault(name, told[0])
    shown = list(names.items())[:NAMED]
    words = [name for name, _ in shown]
    if more := len(names) - len(shown):
        words.append(f"{more} more")
    refs = dict.fromkeys(references.cite(claim) for _, claim in shown)
    return Statement(f"Also on this: {join_words(words)}", "", tuple(refs))
