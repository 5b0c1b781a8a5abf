"""Actors told by what they are: "insurgents", "government forces", "two gunmen".

The table `[[described]]` of `words.toml` gives type and side. "Government" is the state
the claim is about; "rebels" are the armed group the document names most, first of those
that fight that state, and never one that the claim sets them against.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set

from marsad.model import Actor
from marsad.resolving.actors.lexicon import Body, words
from marsad.resolving.actors.naming import Namer
from marsad.resolving.actors.pointing import FIGHTS
from marsad.resolving.actors.states import body_of, state_side
from marsad.resolving.places.countries import is_people

_CUT = 4  # words that may stand before the noun
_REBELS, _GOVERNMENT = "rebels", "government"
_BODIES = {"government-forces": "military", "state-media": "media"}
_QUALIFIED = re.compile(
    r",| (?:who|whom|that|which|whose|of|from|in|at|near|on|with|without|to|as|into"
    r"|suspected|accused|fleeing|linked|loyal|allied|including|inside|outside|under"
    r"|belonging|trying|waiting|working|living|travelling|wearing|carrying|backed"
    r"|opposed|stationed|based|inside|there|aboard|killed|wounded|held|trapped)\b"
)


_MEN_OF = re.compile(
    r"[A-Z]\w+['’]s? (?:[a-z]+ )?(?:men|followers|forces|fighters|troops|supporters)\b"
)


class Describer:
    """The described actors of one document."""

    def __init__(self, seen: Sequence[tuple[int, Actor]]) -> None:
        """`seen` are the actors that the document names, with their offsets."""
        self._seen = seen

    def actor(self, plain: str, names: Namer, foes: Set[str]) -> Actor | None:
        """Whom the words describe; none of its `foes` (sides)."""
        client = names.client(plain)
        if client is not None:
            return client
        if _MEN_OF.search(plain):  # of someone whom we do not know
            return None
        bare = " ".join(words().shadow.sub(" ", plain).split()) or plain
        head = _QUALIFIED.split(bare, maxsplit=1)[0]
        for phrase in dict.fromkeys((bare, head)):
            for form in _shorter(phrase):
                for body in words().described:
                    if body.pattern.fullmatch(form):
                        return self._of(body, names, foes)
        return None

    def main_group(self, names: Namer, foes: Set[str] = frozenset()) -> Actor | None:
        """The armed group that "the rebels" of a document are."""
        home = names.home
        counted = Counter(
            actor
            for _, actor in self._seen
            if actor.type in FIGHTS and actor.side and actor.country in {home, None}
        )
        never = {*foes, state_side(home, home) or ""} if home else {*foes}
        groups = [a for a, _ in counted.most_common() if a.side not in never]
        groups.sort(key=lambda a: a.country is None)  # those of this war alone first
        rising = [a for a in groups if home and names.fights(a, f"state:{home}")]
        return next(iter(rising or groups), None) or names.only_rising(never)

    def _of(self, body: Body, names: Namer, foes: Set[str]) -> Actor:
        home, side = names.home, body.side
        if side == _GOVERNMENT and home:
            wanted = _BODIES.get(body.id, body.id)
            for state_body in words().bodies:
                if state_body.id == wanted:
                    return body_of(home, state_body, home)
            side = state_side(home, home)
        if side == _REBELS and (group := self.main_group(names, foes)):
            side = group.side
        name = f"{body.name} ({home})" if home else body.name
        return Actor(f"described:{body.id}:{home or '-'}", name, body.type, side, home)


def _shorter(phrase: str) -> Iterator[str]:
    """The phrase without its article and numbers, then without its first words, as long
    as that cuts no name in two ("National Army") and takes none of two from the other
    ("Syrian and Russian warplanes")."""
    parts = phrase.split(" ")
    for start in range(min(_CUT, len(parts))):
        if start:
            cut, rest = parts[start - 1], parts[start]
            if cut == "and":
                return
            if cut[:1].isupper() and rest[:1].isupper() and not is_people(rest):
                return
        yield " ".join(parts[start:])
