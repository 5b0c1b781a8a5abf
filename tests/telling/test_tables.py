"""States over time as rows: what they say, how old it is, and what it rests on."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from marsad.model import (
    Breach,
    ControlRow,
    Flow,
    Grade,
    Holding,
    Loss,
    Route,
    States,
    Step,
    Tally,
    Tie,
    What,
)
from marsad.model.state import Agreement
from marsad.telling import changes, geojson
from marsad.telling.tables import (
    agreement_table,
    breach_table,
    control_table,
    counted_by,
    dispute_table,
    flow_table,
    growth,
    history,
    loss_table,
    route_table,
    tie_table,
    timeline,
    toll_table,
)

from .conftest import DAY, EVE, MONITOR, PLACES, killed

LATE = date(2031, 5, 20)


def test_control_says_how_long_a_holder_was_carried_on(world):
    claim = world.claim("Fighters took Tarvin.", speakers=MONITOR)
    row = ControlRow(
        PLACES["Tarvin"], DAY, LATE, "HTS", "claimed", (claim.id,), "", DAY
    )
    world.control.append(row)
    [told] = control_table(world.picture(), LATE)
    assert (told["holder"], told["basis"], told["age_days"]) == ("HTS", "claimed", 8)
    assert told["evidence"][0]["quote"] == "Fighters took Tarvin."
    assert control_table(world.picture(), EVE) == []
    assert control_table(world.picture(), LATE, place="nowhere") == []


def test_what_nobody_told_is_inferred_and_has_no_since(world):
    claim = world.claim("Fighters took Tarvin.")
    why = "told to have lost it later"
    row = ControlRow(PLACES["Tarvin"], EVE, DAY, "army", "assessed", (claim.id,), why)
    world.control.append(row)
    [told] = control_table(world.picture(), DAY)
    assert (told["basis"], told["since"], told["told"]) == ("inferred", None, None)
    assert told["note"] == why


def test_a_starting_map_is_named_as_what_a_row_rests_on(world):
    world.claim("Fighters took Tarvin.")
    place = PLACES["Harsk"]
    known = world.as_of
    holding = Holding("m-1", place, "army", EVE, "Map House", known, "sheet 4")
    row = ControlRow(place, EVE, DAY, "army", "assessed", ("m-1",), "x", EVE)
    world.control.append(row)
    picture = replace(world.picture(), starting=(holding,))
    [told] = control_table(picture, DAY)
    assert told["rests on"] == "map of Map House"
    assert told["evidence"][0]["quote"] == "sheet 4"


def test_a_toll_names_the_claim_of_each_bound_and_is_found_by_actor(world):
    low = world.claim("Shells killed 4.", "shelling", figures=(killed(4),))
    high = world.claim("Shells killed 9.", "shelling", figures=(killed(9),))
    tally = Tally(
        "i-0", "incident", "Shelling", PLACES["Tarvin"], What.KILLED, "all", 4, 9,
        low.id, high.id, DAY, ("Halden Monitor",), (low.id, high.id),
    )  # fmt: skip
    picture = world.picture()
    [told] = toll_table(picture, (tally,), actor="northern")
    assert told["range"] == "4 to 9"
    assert (told["low set by"], told["high set by"]) == (low.ref, high.ref)
    assert told["rests on"] == "1 origin, 2 documents"
    assert toll_table(picture, (tally,), actor="nobody") == []
    assert toll_table(picture, (tally,), place="harsk") == []


def test_a_word_for_a_number_is_told_as_the_word(world):
    dozens = replace(killed(24), high=99, text="dozens")
    claim = world.claim("Shells killed dozens.", "shelling", figures=(dozens,))
    ends = (claim.id, claim.id, DAY, (), (claim.id,))
    tally = Tally("i-0", "incident", "x", None, What.KILLED, "all", 24, 99, *ends)
    [told] = toll_table(world.picture(), (tally,))
    assert told["range"] == "“dozens”"


def test_growth_is_told_step_by_step_and_by_who_counts_whom(world):
    first = world.claim("20 died.", figures=(killed(20),))
    last = world.claim("31 died.", figures=(killed(31),))
    steps = [
        Step(c.id, "Halden Monitor", What.KILLED, "all", n, n, day, None, day)
        for c, n, day in ((first, 20, EVE), (last, 31, DAY))
    ]
    assert [r["number"] for r in growth(world.picture(), steps)] == ["20", "31"]
    [counted] = counted_by(world.picture(), steps)
    assert (counted["origin"], counted["number"]) == ("Halden Monitor", "31")


def agreed(world) -> States:
    deal = world.claim("They signed a truce.", "agreement")
    broke = world.claim("It broke the truce.", "violation")
    kept = world.claim("It kept the truce.", "violation")
    breaches = (
        Breach(broke.id, ("army",), "Halden Monitor", None, DAY, False),
        Breach(kept.id, ("army",), "the army", "government", DAY, True),
    )
    told = Agreement(
        "2029 truce", ("army", "HTS"), PLACES["Tarvin"], EVE, None, True,
        (deal.id,), breaches, DAY,
    )  # fmt: skip
    return States(agreements=(told,))


def test_an_agreement_has_charges_and_denials_by_side(world):
    states = agreed(world)
    [told] = agreement_table(world.picture(), states)
    assert told["broken by"] == "army (on the word of Halden Monitor)"
    assert (told["charges"], told["denials"], told["between"]) == (1, 1, "army and HTS")
    rows = breach_table(world.picture(), states)
    assert [(r["denied"], r["side"]) for r in rows] == [
        (False, None),
        (True, "government"),
    ]
    assert agreement_table(world.picture(), states, actor="SDF") == []


def test_routes_losses_flows_and_ties_say_what_they_rest_on(world):
    claim = world.claim("It happened.")
    ids = (claim.id,)
    route = Route(PLACES["Harsk"], "Harsk road", "cut", EVE, None, ("army",), DAY, ids)
    loss = Loss("tanks", "captured", "army", "HTS", 3, 3, None, EVE, DAY, "i-0", ids)
    flow = Flow(
        "flight", "people", 900, None, PLACES["Harsk"], None, None, EVE, DAY, True,
        "i-0", ids,
    )  # fmt: skip
    tie = Tie("Russia", "army", "support", EVE, DAY, "r-0", ids, ())
    picture = world.picture()
    tables = (
        route_table(picture, (route,), place="harsk"),
        loss_table(picture, (loss,), actor="hts"),
        flow_table(picture, (flow,), place="Harsk"),
        tie_table(picture, (tie,), actor="russia"),
    )
    for [row] in tables:
        assert row["rests on"] == "1 origin, 1 document"
        assert row["evidence"][0]["claim"] == claim.id
    assert tables[1][0]["number"] == "3"
    assert (tables[2][0]["number"], tables[2][0]["told as"]) == (
        "at least 900",
        "possible",
    )
    assert tables[2][0]["place"] is None
    assert not loss_table(picture, (loss,), place="Harsk")


def test_disputes_come_before_updates_and_are_found_by_thing(busy):
    rows = dispute_table(busy.picture())
    assert [r["type"] for r in rows] == ["dispute"]
    assert rows[0]["sides"] == "the Halden Monitor | the army"
    assert dispute_table(busy.picture(), about="doer") == []
    assert dispute_table(busy.picture(), place="Tarvin") == rows


def test_a_timeline_goes_by_the_day_told_then_by_the_report(world):
    late = world.claim("It fell.", published=LATE, when=(EVE, EVE))
    first = world.claim("It fell.", published=DAY, when=(EVE, EVE))
    undated = world.claim("It fell.", published=DAY, when=None)
    group = world.incident("x", late, first, undated)
    rows = timeline(world.picture(), group)
    assert [r["ref"] for r in rows] == [first.ref, late.ref, undated.ref]
    assert rows[2]["day"] is None


def test_the_history_of_a_place_has_holders_and_incidents(busy):
    rows = history(busy.picture(), "Tarvin")
    assert {r["what"] for r in rows} == {"control", "place", "strike"}
    assert "Planned" not in " ".join(r["told"] for r in rows)


def test_geojson_puts_no_row_anywhere_that_has_no_point():
    text = geojson([{"lat": 1.0, "lon": 2.0, "a": DAY}, {"lat": None, "lon": None}])
    first, second = json.loads(text)["features"]
    assert first["geometry"]["coordinates"] == [2.0, 1.0]
    assert first["properties"] == {"a": "2031-05-12"}
    assert second["geometry"] is None


def test_what_changed_is_told_of_groups_tolls_and_holders(busy):
    before = busy.picture()
    assert changes(before, before) == []
    [kept, gone, *rest] = before.incidents
    joined = replace(kept, claims=(*kept.claims, *gone.claims), grade=Grade.CONFIRMED)
    after = replace(before, incidents=(joined, *rest), control=before.control[:1])
    told = changes(before, after)
    assert told[0].startswith(f"{kept.id} ")
    assert "1 claim joined; was contested, is confirmed" in told[0]
    assert f"its claims are in {kept.id}" in told[1]
    back = changes(after, before)
    assert any("Tarvin, 12 May 2031: northern fighters (claimed)" in x for x in back)
