"""Claims of events -> drafts of incidents, by family."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.fusing.acts import act_drafts, event_drafts
from marsad.fusing.attachments import attach, attach_fire, attach_told_with
from marsad.fusing.drafts import Draft
from marsad.fusing.facts import Fact
from marsad.fusing.ground import ground_drafts
from marsad.fusing.strikes import strike_drafts

_GROUND = frozenset({"place", "fight", "operation"})


def incident_drafts(facts: Iterable[Fact]) -> list[Draft]:
    """Every fact in one draft."""
    by: dict[str, list[Fact]] = {}
    for fact in facts:
        family = "ground" if fact.family in _GROUND else fact.family
        if family == "relation":
            family = "act"  # help given once: no standing tie
        by.setdefault(family, []).append(fact)
    ground = ground_drafts(by.pop("ground", []))
    strikes = strike_drafts(attach_fire(by.pop("strike", []), ground))
    out = [*ground, *strikes, *act_drafts(by.pop("act", []))]
    tolls = attach_told_with(by.pop("toll", []), strikes)
    tolls = attach(tolls, strikes, ground)
    out += strike_drafts(tolls)
    by["loss"] = attach_told_with(by.pop("loss", []), strikes)
    for family in ("flight", "arrest"):
        by[family] = attach(by.pop(family, []), strikes, ground)
    for family, rest in by.items():
        out += event_drafts(family, rest)
    return [d for d in out if d.facts]
