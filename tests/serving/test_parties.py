"""Who an incident says did it, and who suffered it."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.serving.items.incidents import parties
from tests.norland import claim_about


@pytest.fixture
def told(make_document):
    document = make_document("Report.", key="a", day=date(2031, 5, 9))

    def make(number: int, kind: str, who: str | None, to: str | None = None):
        words = f"{who} {kind} {to}"
        return claim_about(number, document, kind, quote=words, who=who, to=to)

    return make


def doers(claims) -> list[str]:
    return [p.name for p in parties(claims) if p.role == "initiator"]


def test_who_held_a_place_is_not_who_took_it(told):
    held, taken = (
        told(1, "control", "army"),
        told(2, "territory_taken", "Front", "army"),
    )
    assert doers([held, taken]) == ["River Front"]
    assert doers([held, told(3, "territory_taken", None, "army")]) == []
    suffered = [p.name for p in parties([held, taken]) if p.role == "target"]
    assert suffered == ["Norland army"]


def test_of_a_place_only_held_its_holder_is_told(told):
    assert doers([told(1, "control", "Front")]) == ["River Front"]
