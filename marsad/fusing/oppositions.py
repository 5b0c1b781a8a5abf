"""What is set against what inside a group: disputes, revisions, mere differences.

Rules (grouping rules, *Oppositions* and 6): a *dispute* cannot both be true: same
scope, same as-of day, different origins. A *revision* is the same origin's, or of a
later day. What *differs* has another scope, or none told. Precision comes first: a
brief prints every dispute, so where the scope is not plainly one, it is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from marsad.fusing.backing import aim_of
from marsad.fusing.facts import Fact, days_apart
from marsad.fusing.foes import Foes
from marsad.fusing.origins import deniers
from marsad.model import Opposition, Status

_HOLDING = frozenset({"territory_taken", "control"})
_COMING = _HOLDING | {"advance"}
_VAGUE_DATE = 3  # days: a longer stretch is a vague word ("late November") ...
_SLACK = 3  # ... which allows as many days more
_LONGEST_DATE = 10  # days: a longer stretch does not date a taking


def incident_oppositions(
    type_: str, facts: Sequence[Fact], foes: Foes
) -> tuple[Opposition, ...]:
    """The oppositions of one incident, but for its figures."""
    found: list[Opposition | None] = list(_spoken_denials(facts))
    if type_ in {"place", "fight"}:
        found += [_denied_holding(facts), _two_holders(facts, foes), _dates(facts)]
        found += [_denied_doer(facts), *_denied_states(facts)]
    elif type_ != "operation":
        found += [_denied(facts)]
    if type_ == "strike":
        found += [_doers(facts, foes), _targets(facts)]
    return tuple(o for o in found if o is not None)


def _spoken_denials(facts: Iterable[Fact]) -> Iterable[Opposition]:
    """One sentence with an assertion and its denial: one side, the note names who."""
    for fact in facts:
        for speaker in deniers(fact.claim):
            note = f"{speaker.mention} denies it"
            yield Opposition("happened", "dispute", ((fact.id,),), note)


def _denied_holding(facts: Sequence[Fact]) -> Opposition | None:
    wrong_doer = {f.id for f in _not_by_them(facts)}
    denials = [f for f in facts if f.denied and f.kind in _COMING]
    denials = [f for f in denials if f.id not in wrong_doer]
    taken = [f for f in facts if f.asserted and f.kind in _COMING]

    def against(denial: Fact, other: Fact) -> bool:
        entered = denial.kind == "advance" and other.length == 1
        if other.kind == "advance" and not entered:
            return False  # on the way there is not in it
        # nobody denies a gain of his own: then "they" was taken for the wrong side
        denied = denial.doers - _own_side(denial)
        if other.doers & _own_side(denial):
            return False
        if denied and other.doers and not denied & other.doers:
            return False
        return _one_ground(denial, other)

    return _opposed("holder", denials, taken, against, "taken or held, and denied")


def _two_holders(facts: Sequence[Fact], foes: Foes) -> Opposition | None:
    """Two enemies said to hold one place on one and the same day: two states, for a
    hold and a taking of one day follow each other."""
    held = [f for f in facts if f.asserted and f.kind == "control" and f.length == 1]

    def against(a: Fact, b: Fact) -> bool:
        return foes.opposed(a.doers, b.doers) and _one_ground(a, b)

    by_day: dict[int | None, list[Fact]] = {}
    for fact in held:
        by_day.setdefault(fact.day, []).append(fact)
    for on, doers in dict.fromkeys((f.day, f.doers) for f in held):
        day = by_day[on]
        same = [f for f in day if f.doers & doers]
        found = _opposed("holder", same, day, against, "two holders on one day")
        if found is not None and found.type == "dispute":
            return found
    return None


def _one_ground(a: Fact, b: Fact) -> bool:
    """Who holds a palace does not hold its city."""
    sites = any(f.spot is not None and f.spot.level == "site" for f in (a, b))
    return not sites or a.spot == b.spot


def _denied_doer(facts: Sequence[Fact]) -> Opposition | None:
    """Taken, but not by them: the same voice denies one doer and names another. Who
    tells otherwise elsewhere may be the voice itself."""
    denials = _not_by_them(facts)
    held = [f for f in facts if f.asserted and f.kind in _HOLDING]

    def against(denial: Fact, other: Fact) -> bool:
        if denial.claim.document_id == other.claim.document_id:
            return False
        if other.doers & denial.doers:
            return True
        told = (f for f in held if f.claim.document_id == denial.claim.document_id)
        named = {p for f in told if _word(f) == _word(denial) for p in f.doers}
        strangers = bool(other.doers) and not other.doers & named
        known = any(m.actor for m in denial.claim.initiator)
        return strangers and not known and _word(other) == _word(denial)

    sides = _sides(denials, held, against)
    return Opposition("doer", "dispute", sides, "who took it") if sides else None


def _not_by_them(facts: Sequence[Fact]) -> list[Fact]:
    """Denials that a voice gives beside telling, in the same document, that it fell: it
    was others who took it."""
    held = [f for f in facts if f.kind in _HOLDING]
    said = {(f.claim.document_id, _word(f)) for f in held if f.asserted}
    return [f for f in held if f.denied and (f.claim.document_id, _word(f)) in said]


def _own_side(fact: Fact) -> frozenset[str]:
    side = fact.origin.side if fact.origin else None
    return frozenset({side} if side else ())


def _denied(facts: Sequence[Fact]) -> Opposition | None:
    """Anything else that is asserted, or thought possible, and denied: of the same
    victims, and of the same doer where the denial names one."""
    denials = [f for f in facts if f.denied]
    said = [f for f in facts if f.asserted or f.claim.status is Status.POSSIBLE]

    def against(denial: Fact, other: Fact) -> bool:
        if denial.kind != other.kind and not (denial.doers & other.doers):
            return False
        if denial.objects and other.objects and not denial.objects & other.objects:
            return False
        return not denial.doers or bool(denial.doers & other.doers)

    own = all(f.doers and f.doers <= _own_side(f) for f in denials)
    about = "doer" if own and any(f.family == "strike" for f in denials) else "happened"
    return _opposed(about, denials, said, against, "asserted and denied")


def _denied_states(facts: Sequence[Fact]) -> list[Opposition | None]:
    """Encirclement, surrender, withdrawal: asserted and denied, kind by kind."""
    apart = [f for f in facts if f.kind not in _COMING]
    denied = dict.fromkeys(f.kind for f in apart if f.denied)
    return [_denied([f for f in apart if f.kind == kind]) for kind in denied]


def _dates(facts: Sequence[Fact]) -> Opposition | None:
    """One taking, dated to stretches of days that share none."""
    taken = [
        f
        for f in facts
        if f.kind == "territory_taken"
        and f.claim.status is Status.HAPPENED
        and f.length is not None
        and f.length <= _LONGEST_DATE
        and not f.claim.figures
        and len(f.spots) == 1
    ]
    for one in taken:
        others = [f for f in taken if _of_other_days(one, f) and _by_one_side(one, f)]
        rivals = {_word(f) for f in others} - {_word(one)}
        if len(rivals) > 1:
            mates = [f for f in taken if all(_of_other_days(f, o) for o in others)]

            def against(a: Fact, b: Fact) -> bool:
                return _word(a) != _word(b) and _of_other_days(a, b)

            sides = _sides(mates, others, against)
            if sides:
                return Opposition("date", "dispute", sides, "days that share none")
    return None


def _by_one_side(a: Fact, b: Fact) -> bool:
    """Taken by one side, or, where that is not told, from one."""
    if a.doers and b.doers:
        return bool(a.doers & b.doers)
    return bool(a.targets & b.targets)


def _doers(facts: Sequence[Fact], foes: Foes) -> Opposition | None:
    """One strike laid to enemies of each other."""
    told = [f for f in facts if f.doers and not f.denied]
    for a, b in combinations(told, 2):
        if a.kind == b.kind and foes.opposed(a.doers, b.doers) and _word(a) != _word(b):
            ours = [f for f in told if f.doers & a.doers and not f.doers & b.doers]
            theirs = [f for f in told if f.doers & b.doers and not f.doers & a.doers]

            def against(x: Fact, y: Fact) -> bool:
                return x.kind == y.kind and _word(x) != _word(y) and _one_hit(x, y)

            sides = _sides(ours, theirs, against)
            if sides:
                return Opposition("doer", "dispute", sides, "each lays it to another")
    return _several_doers(told)


def _several_doers(told: Sequence[Fact]) -> Opposition | None:
    """Laid to two who do not fight each other: both can be so."""
    for a, b in combinations(told, 2):
        if a.actors and b.actors and not a.doers & b.doers and _word(a) != _word(b):
            ours = [f for f in told if f.doers & a.doers and not f.doers & b.doers]
            theirs = [f for f in told if f.doers & b.doers and not f.doers & a.doers]
            sides = _sides(ours, theirs, lambda x, y: _word(x) != _word(y))
            if sides:
                return Opposition("doer", "differs", sides, "both can be so")
    return None


def _targets(facts: Sequence[Fact]) -> Opposition | None:
    """Plainly one attack, by one voice on people who bear arms, by another on people
    who do not."""
    told = [f for f in facts if f.family == "strike" and f.asserted and _named(f)]
    armed = [f for f in told if aim_of(f) == "armed"]
    civil = [f for f in told if aim_of(f) == "civil"]

    def against(x: Fact, y: Fact) -> bool:
        return x.kind == y.kind and _word(x) != _word(y) and _one_hit(x, y)

    sides = _sides(armed, civil, against)
    return Opposition("target", "dispute", sides, "who was hit") if sides else None


def _named(fact: Fact) -> bool:
    return fact.origin is not None and fact.origin.voice == "named"


def _of_other_days(a: Fact, b: Fact) -> bool:
    """They share no day, nor nearly one where a date is vague."""
    vague = any((f.length or 0) > _VAGUE_DATE for f in (a, b))
    return days_apart(a, b) > (_SLACK if vague else 0)


def _one_hit(a: Fact, b: Fact) -> bool:
    """Plainly one attack: the same site, or a figure in common."""
    site = a.spot is not None and a.spot.level == "site"
    if site and b.spot is not None and (a.spot == b.spot):
        return True
    ours = {(f.what, f.low, f.high) for f in a.claim.figures}
    return bool(ours & {(f.what, f.low, f.high) for f in b.claim.figures})


def _opposed(
    about: str,
    denials: Sequence[Fact],
    said: Sequence[Fact],
    against: Callable[[Fact, Fact], bool],
    note: str,
) -> Opposition | None:
    """A dispute where both are of one day and of different origins; else a revision
    where the later word is of a later day or the same voice's."""

    def disputed(a: Fact, b: Fact) -> bool:
        return against(a, b) and _as_of_one_day(a, b) and _word(a) != _word(b)

    def revised(a: Fact, b: Fact) -> bool:
        later = a.day is not None and b.day is not None and b.day > a.day
        return against(a, b) and (
            later or (_as_of_one_day(a, b) and _word(a) == _word(b))
        )

    sides = _sides(denials, said, disputed)
    if sides:
        return Opposition(about, "dispute", sides, note)
    sides = _sides(denials, said, revised)
    return Opposition(about, "revision", sides, f"{note}, later") if sides else None


def _as_of_one_day(a: Fact, b: Fact) -> bool:
    if a.day is None or b.day is None:
        return a.published == b.published
    return a.day == b.day


def _word(fact: Fact) -> str:
    return fact.origin.key if fact.origin else fact.claim.document_id


def _sides(
    ours: Sequence[Fact], theirs: Sequence[Fact], against: Callable[[Fact, Fact], bool]
) -> tuple[tuple[str, ...], ...]:
    """Two sides of which every fact is against every fact of the other, () if none."""
    left = [a for a in ours if any(against(a, b) for b in theirs)]
    right = [b for b in theirs if left and all(against(a, b) for a in left)]
    if left and not right:
        left = left[:1]
        right = [b for b in theirs if against(left[0], b)]
    if not left or not right:
        return ()
    return (tuple(f.id for f in left), tuple(f.id for f in right))
