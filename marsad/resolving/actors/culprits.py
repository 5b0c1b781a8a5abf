"""Those who do harm and are told as people: "a man", "two girls", "Brenton Tarrant".

Whoever blows up a bus or shoots at worshippers is no civilian, whatever the noun. A
suicide bomber is on the side of the only rebels that the report names; herders and
tribesmen who attack are a militia; of others no more is known than that they attacked.
"""

from __future__ import annotations

import re

from marsad.model import Actor
from marsad.resolving.actors.described import Describer
from marsad.resolving.actors.naming import Namer

_SUICIDE = "suicide_bombing"
_VIOLENT = frozenset(
    {_SUICIDE, "bombing", "attack_on_civilians", "abduction", "armed_clash"}
)
_CIVILIAN = "described:civilians:"
_SOMEONE = re.compile(  # not "villagers", who may be a mob
    r"(?!.*\b(?:displaced|local|sick|injured|wounded|homeless|elderly)\b)"
    r"(?:[\w-]+ )*(?:m[ae]n|wom[ae]n|girls?|boys?|youths?|teenagers?|persons?|people"
    r"|individuals?|drivers?|passengers?|students?|child(?:ren)?|couple)"
    r"(?: (?:who|in|on|with|armed|wearing|driving|aged|from|disguised|dressed) .+)?",
    re.IGNORECASE,
)
_COMMUNAL = re.compile(
    r"(?:[\w-]+ )*(?:herders?|herds ?men|pastoralists|tribesmen|clansmen|raiders)",
    re.IGNORECASE,
)


def culprit(
    text: str, kind: str, actor: Actor, described: Describer, names: Namer
) -> Actor:
    """Who harms in a claim of that kind, where `actor` is taken for a civilian."""
    if kind not in _VIOLENT or not actor.id.startswith(_CIVILIAN):
        return actor
    if _COMMUNAL.fullmatch(text):
        return described.actor("armed tribesmen", names, frozenset()) or actor
    if _SOMEONE.fullmatch(text) is None:
        return actor
    group = described.groups.only(names) if kind == _SUICIDE else None
    if group is not None:
        return described.men_of(group, names)
    return described.actor("attackers", names, frozenset()) or actor
