"""The section of a brief on agreements, roads, equipment and flight."""

from __future__ import annotations

from datetime import date

from marsad.model import Breach, Flow, Loss, Route, States
from marsad.model.state import Agreement
from marsad.telling import Question, build_brief

from .conftest import DAY, EVE, MONITOR, PLACES


def standing(world, states_of):
    question = Question(DAY, DAY, world.as_of, None)
    brief = build_brief(world.picture(), question, states_of)
    found = [s for s in brief.sections if s.key == "standing"]
    return found[0] if found else None


def everything(world):
    claim = world.claim("It broke the truce.", "violation", speakers=MONITOR)
    world.incident("x", claim)
    ids = (claim.id,)
    breach = Breach(claim.id, ("government",), "Halden Monitor", None, DAY, False)
    return States(
        agreements=(
            Agreement("2029 truce", ("army", "HTS"), None, None, None, False, (),
                      (breach,), DAY),
        ),
        routes=(
            Route(PLACES["Harsk"], "Harsk road", "cut", EVE, None, ("army",), DAY, ids),
            Route(None, "old road", "cut", EVE, DAY, (), DAY, ids),
        ),
        losses=(Loss("tanks", "captured", "army", "", 3, 3, None, EVE, DAY, "", ids),),
        flows=(
            Flow("flight", "people", 900, 900, PLACES["Harsk"], PLACES["Tarvin"], None,
                 EVE, DAY, False, "", ids),
            Flow("displaced", "people", 9, 9, None, None, None, EVE, DAY, False, "",
                 ids),
        ),
    )  # fmt: skip


def test_each_state_has_a_line_with_its_references(world):
    states = everything(world)
    section = standing(world, lambda _: states)
    heads = [(line.head, line.where_when) for line in section.lines]
    assert heads == [
        ("2029 truce between army and HTS: said to be broken", ""),
        ("Harsk road: cut", "since 11 May; by the army"),
        ("Tanks: 3", "captured, of the army, 11–12 May"),
        ("Flight from Harsk to Tarvin: 900", "11–12 May"),
    ]
    assert section.lines[0].statements[0].text == (
        "Broken by the government, on the word of Halden Monitor (of 12 May)"
    )
    assert all(line.refs for line in section.lines)


def test_without_states_there_is_no_such_section(world):
    everything(world)
    assert standing(world, None) is None
    assert standing(world, lambda _: States()) is None


def test_only_groups_of_these_days_and_the_last_few_are_looked_at(world):
    old = date(2031, 4, 1)
    far = world.claim("It fell.", published=old, when=(old, old))
    near = world.claim("It fell.", published=EVE, when=(EVE, EVE))
    world.incident("x", far)
    world.incident("y", near)
    seen = []
    standing(world, lambda picture: seen.append(picture) or States())
    assert set(seen[0].claims) == {near.id}
