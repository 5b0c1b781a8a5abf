"""Claims that say the same on one word: what a line quotes once and counts."""

from __future__ import annotations

from collections.abc import Iterable
from math import log2

from marsad.model import Actor, Claim, Origin, Status
from marsad.sayings import SAYINGS
from marsad.telling.attribution import denies
from marsad.telling.lexicon import lexicon, weight
from marsad.telling.order import decisive, precision, spokesman
from marsad.telling.scope import Bearing, Scope, lasts

Spoken = tuple[Origin, list[Claim]]

_VOICES = {"named": 1.0, "unnamed": 0.5, "unsourced": 0.0}
_HOLDS = {"control": "territory_taken"}  # to hold it says of the holder what to take it
_SO = frozenset({Status.HAPPENED, Status.ONGOING})
_SUPPOSED = frozenset({Status.POSSIBLE, Status.PLANNED})  # told after what is so


def by_origin(scope: Scope, claims: Iterable[Claim]) -> list[Spoken]:
    """`claims` by who they rest on and what they say. First those who tell most (the
    weight of the kind), of the days asked for, in most documents; a named origin weighs
    more than an unnamed one or an outlet that names no source. Then the denials; last
    those who only told of it before.

    Claims of one origin stand together only where they tell of the same kind of act, to
    the same effect (fact, plan, denial), and not of two doers: an origin may also
    contradict itself.
    """
    found: dict[tuple[str, str, str], tuple[Origin, list[Claim]]] = {}
    for claim in claims:
        origin = scope.index.origin(claim)
        key = (origin.key, effect(claim), act(claim))
        found.setdefault(key, (origin, []))[1].append(claim)
    width: dict[tuple[str, bool], set[str]] = {}
    for origin, told in found.values():
        mine = width.setdefault((origin.key, denies(told[0])), set())
        mine.update(claim.document_id for claim in told)
    spoken = [
        (origin, bundle)
        for origin, told in found.values()
        for bundle in _by_doer(spokesman(scope, told))
    ]

    # Of two of equal weight that comes first which speaks best.
    speakers = spokesman(scope, [bundle[0] for _, bundle in spoken])
    place = {claim.id: number for number, claim in enumerate(speakers)}
    spoken.sort(key=lambda pair: place[pair[1][0].id])

    def rank(pair: Spoken) -> tuple[float, ...]:
        origin, told = pair
        return _rank(scope, origin, told, len(width[origin.key, denies(told[0])]))

    return sorted(spoken, key=rank)


def voices(scope: Scope, claims: Iterable[Claim]) -> list[Spoken]:
    """Each origin once, by the bundle with which it speaks first; what it denies is
    another voice than what it affirms."""
    found: dict[tuple[str, bool], Spoken] = {}
    for origin, told in by_origin(scope, claims):
        found.setdefault((origin.key, denies(told[0])), (origin, told))
    return list(found.values())


def first_bundle(scope: Scope, claims: Iterable[Claim]) -> list[Claim]:
    """The claims with which the statements on `claims` begin."""
    return by_origin(scope, claims)[0][1]


def origins(scope: Scope, claims: Iterable[Claim]) -> int:
    """How many origins `claims` rest on."""
    return len({scope.index.origin(claim).key for claim in claims})


def act(claim: Claim) -> str:
    """The kind of act that a claim tells of."""
    return _HOLDS.get(claim.kind, claim.kind)


def effect(claim: Claim) -> str:
    """Whether a claim affirms, denies, or tells of less than a fact."""
    if denies(claim):
        return Status.DENIED.value
    return "so" if claim.status in _SO else claim.status.value


def doers(claim: Claim) -> set[str]:
    """The parties that do it, or hold it: by side, by actor, or as they are called;
    those that a word only points back to are not known."""
    pointing = lexicon()["pointing"]["words"]
    named = [m for m in claim.initiator if m.actor or m.text.casefold() not in pointing]
    return {
        (m.actor.side or m.actor.id) if m.actor else m.text.casefold() for m in named
    }


def other_doer(one: Claim, other: Claim) -> bool:
    """Whether two claims tell the same kind of act of different doers. A common noun
    ("militants") may be any armed group, though no state."""
    ours, theirs = doers(one), doers(other)
    if act(one) != act(other) or not (ours and theirs) or ours & theirs:
        return False
    any_group = _is_common(one) or _is_common(other)
    return not (any_group and _is_armed_group(one) and _is_armed_group(other))


def _is_common(claim: Claim) -> bool:
    names = lexicon()["names"]
    common = {*names["common"], *names["loaded"], "the"}
    words = (m.text.strip("“”\"'").casefold().split() for m in claim.initiator)
    return all(w in common for mention in words for w in mention)


def _is_armed_group(claim: Claim) -> bool:
    types = {m.actor.type for m in claim.initiator if m.actor}
    return types <= {"rebel", "militia"} and (bool(types) or _is_common(claim))


def _by_doer(claims: list[Claim]) -> list[list[Claim]]:
    """`claims` of one act by their doers; who names none joins the first."""
    same: dict[tuple[tuple[str, Actor | None], ...], list[Claim]] = {}
    for claim in claims:
        named = tuple((m.text, m.actor) for m in claim.initiator)
        same.setdefault(named, []).append(claim)
    bundles: list[list[list[Claim]]] = []  # each of claims that name the same doers
    for told in same.values():
        fits = (b for b in bundles if not any(other_doer(c[0], told[0]) for c in b))
        bundle = next(fits, None)
        if bundle is None:
            bundles.append([told])
        else:
            bundle.append(told)
    return [[claim for told in bundle for claim in told] for bundle in bundles]


def beside_count(scope: Scope, claim: Claim) -> bool:
    """An offensive since which something is counted: the sentence is about the count,
    which has a line of its own."""
    if claim.kind != "offensive" or claim.figures:
        return False
    return (claim.document_id, claim.quote) in scope.index.tallies


def _rank(
    scope: Scope, origin: Origin, claims: list[Claim], documents: int
) -> tuple[float, ...]:
    """The place in the line of a bundle of an origin told in so many documents."""
    best = claims[0]
    weighs = weight("kind", best.kind) + log2(1 + documents)
    weighs += _VOICES[origin.voice] + scope.bearing(best)
    weighs += precision(best) + decisive(best)
    if beside_count(scope, best):
        weighs -= 2
    only_before = scope.bearing(best) is Bearing.NOT and not lasts([best])
    supposed = best.kind not in SAYINGS and best.status in _SUPPOSED
    by_kind = -weight("kind", best.kind)
    return (only_before, denies(best), supposed, -weighs, by_kind)
