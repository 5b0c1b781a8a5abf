"""One mention of several parties: "Syrian and Russian warplanes", "police and army".

Parties of one side are told by the first of them, the state at home before others; a
state's two bodies by the first. Who fight each other, or stand on sides that are not
known to be one, are several sides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.model import Actor
from marsad.resolving.actors.lexicon import words
from marsad.resolving.actors.naming import Namer
from marsad.resolving.actors.registry import tie_id
from marsad.resolving.places.countries import people_of

_SPLIT = re.compile(r",? and |, | or ")
_BOTH = re.compile(r" and | or ")
_PHRASE = re.compile(
    r" (?:of|from|in|to|by|with|for|at|who|that|against|allied|linked)\b"
)
_ARTICLE = re.compile(
    r"^(?:the|both|also|its|other|some|an?|\d+|one|two|three|four|five|six)\s+", re.I
)


def parts_of(plain: str) -> list[str]:
    """The parties of a mention, each whole; a list of one where it names one only, or
    where more than nouns are joined ("groups linked to X and Y")."""
    both = _BOTH.search(plain)
    if both is None or _PHRASE.search(plain[: both.start()]):
        return [plain]
    parts = [_ARTICLE.sub("", part.strip(), count=1) for part in _SPLIT.split(plain)]
    if not all(parts):
        return [plain]
    last = parts[-1].split(" ")
    tail = " ".join(last[2 if people_of(" ".join(last[:2])) else 1 :])
    if tail:
        parts[:-1] = [f"{p} {tail}" if people_of(p) else p for p in parts[:-1]]
    return parts


def together(actors: Sequence[Actor], names: Namer) -> Actor:
    """The one that stands for several; `actors` are not empty."""
    armed = [a for a in actors if a.type not in {"civilian", "other"}] or list(actors)
    armed.sort(key=lambda a: a.id.startswith("described:"))
    states = {a.country for a in armed if a.type == "state"}
    fighting = any(names.fights(a, tie_id(b)) for a in armed for b in armed)
    if fighting or (len(states) > 1 and names.home in states and _apart(armed)):
        return _several(names)
    states_here = (a for a in armed if a.country == names.home and a.type == "state")
    ours = (a for a in states_here if a.side != "many")
    return next(ours, armed[0])


def _apart(actors: Sequence[Actor]) -> bool:
    """Whether all are governments, who act each for itself."""
    return all(a.id.endswith(":government") for a in actors)


def _several(names: Namer) -> Actor:
    body = next(b for b in words().described if b.id == "both-sides")
    name = f"{body.name} ({names.home})" if names.home else body.name
    id_ = f"described:{body.id}:{names.home or '-'}"
    return Actor(id_, name, body.type, body.side, names.home)
