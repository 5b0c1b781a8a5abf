"""Which armed group "the rebels" of a document are.

Those whose name holds a word of the mention ("dissident leaders": FARC dissidents) go
first, then those that fight the state at home, then the one the document names most;
where it names none, the only rising that is known of that country on that day.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

from marsad.model import Actor
from marsad.resolving.actors.naming import Namer
from marsad.resolving.actors.states import state_side
from marsad.resolving.places.countries import is_people
from marsad.resolving.places.spelling import fold

FIGHTS = frozenset({"rebel", "militia"})
# Words for those who rise in their own country: never for who fights everywhere.
_OWN = re.compile(
    r"\b(?:rebel|opposition|resistance|separatis|secession|guerr?illa)", re.I
)
_STEM = 5  # letters that a people and its group share: Tigrayan, Tigray
_TELLING = 6  # letters: shorter words of a mention are in many names
_NOUNS = frozenset(
    {"fighter", "rebel", "group", "faction", "leader", "commander", "militia"}
    | {"official", "movement", "militant", "member", "alliance", "opposition"}
    | {"islamist", "islamic", "government", "insurgent", "coalition", "suspected"}
)


class ArmedGroups:
    """The armed groups that one document names."""

    def __init__(self, seen: Sequence[tuple[int, Actor]]) -> None:
        """`seen` are the actors that the document names, with their offsets."""
        self._seen = [(at, a) for at, a in seen if a.type in FIGHTS and a.side]
        self._counted = Counter(actor for _, actor in self._seen)

    def __bool__(self) -> bool:
        return bool(self._counted)

    def within(self, start: int, end: int) -> ArmedGroups:
        """Those named between two offsets: in a digest, the groups of one story."""
        return ArmedGroups([(at, a) for at, a in self._seen if start <= at < end])

    def militia(self, names: Namer) -> Actor | None:
        """The militia that the document names, where it names one only."""
        here = [a for a in self._counted if a.country in {names.home, None}]
        militias = [a for a in here if a.type == "militia"]
        return militias[0] if len({a.side for a in militias}) == 1 else None

    def only(self, names: Namer) -> Actor | None:
        """The rebels that the document names, where it names those of one side only:
        "the gunmen" of such a report are theirs."""
        here = [a for a in self._counted if a.country in {names.home, None}]
        rebels = [a for a in here if a.type == "rebel"]
        return rebels[0] if len({a.side for a in here}) == 1 and rebels else None

    def of_people(self, people: str, names: Namer, foes: Set[str]) -> Actor | None:
        """The group of the country at home whose name tells of a people ("Kachin"), one
        that the document names before others; none of its `foes` (sides)."""
        stem = fold(people)[:_STEM]
        known = (*self._counted, *names.risings())
        alike = [
            actor
            for actor in known
            if actor.side not in foes
            and actor.country in {names.home, None}
            and any(w.startswith(stem) for w in fold(actor.name).split(" "))
        ]
        return next(iter(alike), None)

    def told(self, names: Namer, foes: Set[str]) -> Actor | None:
        """The rebels named here, where all are of one side and none of its `foes`."""
        here = {a for a in self._counted if a.country in {names.home, None}}
        rebels = {a for a in here if a.type == "rebel" and a.side not in foes}
        alone = len({a.side for a in here}) == 1
        return min(rebels, key=lambda a: a.id) if alone and rebels else None

    def main(
        self, names: Namer, foes: Set[str] = frozenset(), mention: str = ""
    ) -> Actor | None:
        """The group that a mention of rebels stands for; none of its `foes` (sides)."""
        home = names.home
        never = {*foes, state_side(home, home) or ""} if home else {*foes}
        groups = [
            actor
            for actor, _ in self._counted.most_common()
            if actor.side not in never
            and (actor.country in {home, None} or names.fights(actor, f"state:{home}"))
        ]
        groups.sort(key=lambda a: a.country is None)  # those of this war alone first
        if _OWN.search(mention):
            groups = [a for a in groups if a.country is not None]
        if told := _telling(mention):
            known = (*groups, *names.risings(never))
            alike = [a for a in known if any(map(told.intersection, _names(a, names)))]
            if alike:
                return alike[0]
        rising = [a for a in groups if home and names.rises(a)]
        if not rising and names.rose_once():
            groups = []  # who fights others there is not the rising that is told of
        return next(iter(rising or groups), None) or names.only_rising(never)


def _names(actor: Actor, names: Namer) -> list[frozenset[str]]:
    return [_telling(name) for name in names.all_names(actor)]


def _telling(text: str) -> frozenset[str]:
    """The words of a phrase that few names have, without the s of many."""
    told = (w for w in re.split(r"[^\w]+", text) if not is_people(w))
    parts = (fold(w).rstrip("s") for w in told)
    return frozenset(w for w in parts if len(w) >= _TELLING) - _NOUNS
