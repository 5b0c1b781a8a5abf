"""Armed men told by whom they are for or against: "pro-Gaddafi forces".

Who is for a ruler stands on the side that he speaks for; who is against the ruler of
the country at home is one of its rebels. Men who are for a state abroad and have no
name in the registry are militias on its side; "pro-X rebels" are left to others.
"""

from __future__ import annotations

import re

from marsad.model import Actor
from marsad.resolving.actors.described import Describer
from marsad.resolving.actors.naming import Namer

_MEN = (
    r"(?:armed |paramilitary |tribal |local )*(?:forces|fighters|troops|militias?"
    r"|militiamen|gunmen|soldiers|units|army|groups|factions|positions|brigades)"
)
_ARMY = re.compile(r".* (?:forces|troops|soldiers|army|units|positions|brigades)")
_STATE = re.compile(r"state:(?P<iso>[A-Z]{2})\b")
_TOLD = re.compile(
    rf"(?:[a-z]+ |\d+ )*?(?P<how>[Pp]ro|[Aa]nti)-(?P<whom>[A-Z][\w’'-]+)"
    rf"(?P<men> {_MEN})?"
)


def loyal(plain: str, described: Describer, names: Namer) -> Actor | None:
    """Those whom a mention tells by whom they are for or against."""
    match = _TOLD.fullmatch(plain)
    if match is None:
        return None
    whom = names.named(match["whom"])
    if whom is None or whom.side in {None, "many"}:
        return None
    state = _STATE.match(whom.parent or whom.id)
    home = state is not None and state["iso"] == names.home
    if match["how"].casefold() == "pro":
        if home and _ARMY.fullmatch(plain):
            return described.actor("government forces", names, frozenset())
        for men in ("separatists", "rebels"):
            if known := names.exact(f"pro-{match['whom']} {men}"):
                return described.men_of(known, names)
        return described.militias_of(whom, names) if match["men"] or home else None
    if not home:
        return None
    return described.actor("rebels", names, frozenset({whom.side or ""}))
