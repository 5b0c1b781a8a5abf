"""Parts and arms of a force told without whose they are: "a patrol", "two jets".

A part belongs to the force that is told right after it ("commanders of Boko Haram"),
else to that of the party who tells of it, else to the one named last before; never to
one that it is set against. An aircraft belongs to whoever the report says has
one of that sort ("a junta helicopter" elsewhere), else to the state at home: no one
else flies over its own war without being named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from marsad.model import Actor
from marsad.resolving.actors.groups import FIGHTS
from marsad.resolving.actors.lexicon import words
from marsad.resolving.actors.naming import Namer
from marsad.resolving.actors.states import body_by_id, body_of

_FORCES = FIGHTS | {"state", "international"}
_STATE = re.compile(r"state:(?P<iso>[A-Z]{2})\b")
_OF = re.compile(
    r"(?:,? and [\w -]{1,40}?)? (?:of|from) (?P<owner>(?:the )?[A-Z][\w’' -]+)"
)
_NEAR = 600  # characters before a part in which its force is looked for


class Unowned:
    """The parts and arms of one document."""

    def __init__(self, text: str, seen: Sequence[tuple[int, Actor]]) -> None:
        """`seen` are the actors named in the text, with their offsets."""
        self._text = text
        self._seen = seen

    def part(
        self,
        plain: str,
        where: tuple[int, int],
        teller: Actor | None,
        names: Namer,
        foes: Set[str] = frozenset(),
    ) -> Actor | None:
        """Whose the part of a force is; `where` are the offsets of its sentence and of
        itself, `teller` who tells of it; none of its `foes` (sides)."""
        if words().part.fullmatch(plain) is None:
            return None
        sentence, at = where
        told = _OF.match(self._text, at + len(plain))
        if told and (owner := names.named(told["owner"])):
            return owner
        before = [(o, a) for o, a in reversed(self._seen) if at - _NEAR < o < at]
        beside = [a for o, a in before if o >= sentence]
        earlier = [a for o, a in before if o < sentence]
        own = [teller] if teller and teller.type in {*FIGHTS, "official"} else []
        for actor in (*beside, *own, *earlier):
            force = _force_of(actor, names)
            if force and force.side not in foes:
                return force
        return None

    def arms(self, plain: str, names: Namer) -> Actor | None:
        """Whose the aircraft that acts are."""
        match = words().arms.fullmatch(plain)
        if match is None:
            return None
        noun = re.escape(match["noun"].removesuffix("s"))
        owned = (
            rf"\b(?P<owner>[A-Z][\w.]+|junta|army|government|regime|rebel) {noun}s?\b"
        )
        for told in re.finditer(owned, self._text):
            owner = names.named(told[0])
            if owner or told["owner"].islower():
                return owner or self._state(names)
        return self._state(names)

    def _state(self, names: Namer) -> Actor | None:
        home = names.home
        return body_of(home, body_by_id("military"), home) if home else None


def _force_of(actor: Actor, names: Namer) -> Actor | None:
    """The body or group whose parts are told by the actor's name: a minister's are
    those of the army; None where it is none at war here."""
    if actor.type == "official":
        state = _STATE.match(actor.parent or "")
        if state is None:
            return names.by_id(actor.parent or "")
        return body_of(state["iso"], body_by_id("military"), names.home)
    at_home = actor.type != "state" or actor.country == names.home
    return actor if actor.type in _FORCES and at_home else None
