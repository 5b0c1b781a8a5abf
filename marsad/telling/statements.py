"""Claims of one event as statements: one for each origin, denials never left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from marsad.model import Claim, Origin, Status, When
from marsad.telling.attribution import (
    deniers,
    denies,
    lead_words,
    listed_name,
    origin_name,
    shown_name,
    speaker_name,
)
from marsad.telling.bundles import Spoken, act, beside_count, by_origin, other_doer
from marsad.telling.excerpt import excerpt
from marsad.telling.phrases import count_words, days_words, join_words
from marsad.telling.references import References
from marsad.telling.scope import Bearing, Scope
from marsad.telling.shapes import Statement

QUOTED = 3  # origins quoted in one line; denials and other sides come on top
NAMED = 6  # further origins named in one line
CITED = 4  # documents cited for one origin in one line
LONGEST_DEED = timedelta(days=366)
_LASTING = frozenset({"control", "siege", "support", "agreement", "access"})
_TOLD_AS = {
    Status.PLANNED: "told as a plan",
    Status.POSSIBLE: "told as possible, not as fact",
    Status.CALLED_FOR: "a call, not an event",
}


def statements(
    scope: Scope, references: References, claims: Iterable[Claim]
) -> tuple[Statement, ...]:
    """The statements of a line: the first few origins, every denial of what the line
    tells, and where an origin tells it otherwise than before, with their words; the
    others by name."""
    full: list[Statement] = []
    rest: list[Spoken] = []
    quoted: dict[str, list[Claim]] = {}
    for origin, told in _relevant(scope, by_origin(scope, claims)):
        first = quoted.get(origin.key, [])
        room = not first and len(quoted) < QUOTED
        room &= not quoted or not beside_count(scope, told[0])
        if room or denies(told[0]) or any(other_doer(c, told[0]) for c in first):
            said = statement(scope, references, origin, told)
            _add(full, _unless_said(full, said))
            quoted.setdefault(origin.key, []).append(told[0])
        else:
            rest.append((origin, told))
    rest = [(origin, told) for origin, told in rest if origin.key not in quoted]
    if rest:
        full.append(_others(scope, references, rest))
    return tuple(full)


def _relevant(scope: Scope, spoken: list[Spoken]) -> list[Spoken]:
    """`spoken` without denials of another thing, or of other days, than is affirmed in
    it: What is disputed tells those."""
    affirmed = [c for _, told in spoken if not denies(told[0]) for c in told]
    if not affirmed:
        return spoken
    return [
        (origin, told)
        for origin, told in spoken
        if not denies(told[0]) or any(_meets(scope, c, affirmed) for c in told)
    ]


def _meets(scope: Scope, denial: Claim, affirmed: list[Claim]) -> bool:
    """Whether `denial` is set against one of `affirmed`, stands in its sentence, or
    tells of the same act in days that overlap."""
    group = scope.index.group_of.get(denial.id)
    against = {
        claim
        for opposition in (group.oppositions if group else ())
        if any(denial.id in side for side in opposition.sides)
        for side in opposition.sides
        for claim in side
    }
    return any(
        c.id in against
        or c.quote == denial.quote
        or (act(c) == act(denial) and _overlap(c, denial))
        for c in affirmed
    )


def _overlap(one: Claim, other: Claim) -> bool:
    """Whether two claims can be of one day; what is not told fits any."""
    if one.when is None or other.when is None:
        return True
    pairs = ((one.when, other.when), (other.when, one.when))
    return all(a.end is None or b.start is None or b.start <= a.end for a, b in pairs)


def statement(
    scope: Scope, references: References, origin: Origin, claims: list[Claim]
) -> Statement:
    """What `origin` says, in the words of the first of `claims`."""
    best = claims[0]
    notes = [_TOLD_AS[best.status]] if best.status in _TOLD_AS else []
    if denies(best) or scope.bearing(best) is not Bearing.DURING:
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


def _of_day(scope: Scope, claim: Claim) -> str:
    """The day of which a statement tells."""
    when = told_when(claim)
    if when is None:
        return "day not told"
    year = scope.question.end.year
    words = days_words(when.start, when.end, year)
    if words.startswith("by"):
        return words
    inferred = when.basis is not None and when.text is None
    words = words if words.startswith("since") else f"of {words}"
    return f"taken to be {words}" if inferred else words


def told_when(claim: Claim) -> When | None:
    """The days of a claim, as a line tells them: a deed that is told over more than a
    year is of no known first day ("the first attack since 2016")."""
    when = claim.when
    if when is None or when.start is None or when.end is None:
        return when
    if claim.kind in _LASTING or when.end - when.start < LONGEST_DEED:
        return when
    return replace(when, start=None)


def _unless_said(before: list[Statement], said: Statement) -> Statement:
    """`said`, without its words where an earlier statement has them already: one
    sentence may both confirm and deny, or be carried by two outlets."""
    words = said.quote.casefold()
    for earlier in before:
        other = earlier.quote.casefold()
        if words and other and (words in other or other in words):
            return replace(said, lead=f"{said.lead}, in the same words", quote="")
    return said


def _add(before: list[Statement], said: Statement) -> None:
    """Add `said`; without words of its own it is told once, with all its documents."""
    for number, earlier in enumerate(before):
        if not said.quote and replace(earlier, refs=()) == replace(said, refs=()):
            both = tuple(dict.fromkeys((*earlier.refs, *said.refs)))
            before[number] = replace(earlier, refs=both)
            return
    before.append(said)


def _others(scope: Scope, references: References, rest: list[Spoken]) -> Statement:
    """The further origins by name: they speak on the event, not always to the same
    effect, so that nothing more is said of them."""
    names: dict[str, Claim] = {}
    for origin, told in rest:
        name = listed_name(scope.index, origin, told[0])
        names.setdefault(name, told[0])
    shown = list(names.items())[:NAMED]
    words = [name for name, _ in shown]
    if more := len(names) - len(shown):
        words.append(f"{more} more")
    refs = dict.fromkeys(references.cite(claim) for _, claim in shown)
    return Statement(f"Also on this: {join_words(words)}", "", tuple(refs))
