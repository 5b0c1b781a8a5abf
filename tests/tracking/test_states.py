"""Routes, losses, flight, ties and tolls: what claims add up to over time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marsad.model import (
    CONTINUES,
    Figure,
    Incident,
    Point,
    Relation,
    Series,
    Toll,
    What,
    When,
)
from marsad.tracking import Known, states_of, steps
from marsad.tracking.flows import flows
from marsad.tracking.losses import losses
from marsad.tracking.routes import routes, state_of
from marsad.tracking.tallies import tallies
from marsad.tracking.ties import ties


@pytest.mark.parametrize(
    ("anchor", "state"),
    [
        ("severed", "cut"),
        ("was blocked", "cut"),
        ("shut", "cut"),
        ("reopened", "open"),
        ("diverted", "limited"),
        ("turned traffic away", "limited"),
        ("visited", "unclear"),
    ],
)
def test_the_anchor_tells_how_a_way_stands(reports, anchor, state):
    claim = reports.say(f"The road {anchor}.", anchor, "access")
    assert state_of(claim) == state


def test_a_road_is_cut_until_it_is_opened(reports):
    road = {"home": "i-road", "places": ("Kalim",)}
    reports.say("The Front cut it.", "cut", "access", day=3, who="Front", **road)
    reports.say("It is reopened.", "reopened", "access", day=9, who="army", **road)
    cut, opened = routes(reports.known())
    assert (cut.state, cut.since, cut.end) == (
        "cut",
        date(2031, 5, 3),
        date(2031, 5, 8),
    )
    assert cut.by == ("River Front",)
    assert (opened.state, opened.end, opened.by) == ("open", None, ("government",))


def test_a_road_cut_is_no_less_so_because_cars_are_diverted(reports):
    road = {"home": "i-road", "day": 3}
    reports.say("Traffic is diverted.", "diverted", "access", who="army", **road)
    reports.say("The Front cut the road.", "cut", "access", who="Front", **road)
    [told] = routes(reports.known())
    assert (told.state, told.by, len(told.claims)) == ("cut", ("River Front",), 2)


def test_an_airport_without_a_name_is_told_with_its_town(reports):
    at = {"home": "i-port", "places": ("the airport", "Kalim")}
    reports.say("They shut the airport at Kalim.", "shut", "access", **at)
    assert [r.name for r in routes(reports.known())] == ["airport, Kalim"]


@pytest.mark.parametrize(("basis", "day"), [(CONTINUES, 9), (None, 3)])
def test_a_road_is_not_cut_since_a_day_that_its_sentence_does_not_tell(
    reports, basis, day
):
    claim = reports.say("The road has been cut.", "cut", "access", day=9)
    when = When(date(2031, 5, 3), date(2031, 5, 9), basis)
    reports.claims[claim.id] = replace(claim, when=when)
    assert [r.since for r in routes(reports.known())] == [date(2031, 5, day)]


def test_what_is_denied_or_only_planned_closes_no_road(reports):
    reports.say("It was not cut.", "cut", "access", status="denied")
    reports.say("They would cut it.", "cut", "access", status="planned")
    assert routes(reports.known()) == ()


def test_services_that_stop_close_no_road(reports):
    reports.say("Clinics stopped services.", "stopped services", "access")
    assert routes(reports.known()) == ()


def test_a_loss_has_thing_count_owner_and_taker(reports):
    tanks = Figure(What.EQUIPMENT_LOST, "tanks", 3, 3, "three tanks")
    reports.say(
        "The Front captured three tanks of the army.", "captured", "equipment_loss",
        who="Front", to="army", figure=tanks,
    )  # fmt: skip
    [loss] = losses(reports.known())
    assert (loss.thing, loss.how, loss.low, loss.high) == ("tanks", "captured", 3, 3)
    assert (loss.loser, loss.taker) == ("government", "River Front")


def test_a_loss_without_a_count_is_told_in_the_sentence_s_words(reports):
    reports.say(
        "The army spoke of destroying drones and heavy guns near Kalim.",
        "destroying", "equipment_loss", who="army",
    )  # fmt: skip
    [loss] = losses(reports.known())
    assert (loss.thing, loss.how) == ("drones and heavy guns", "destroyed")
    assert (loss.low, loss.high) == (None, None)


def test_a_loss_told_after_another_does_not_begin_with_and(reports):
    reports.say(
        "The army said it had destroyed vehicles and heavy guns near Kalim.",
        "destroyed vehicles", "equipment_loss", who="army",
    )  # fmt: skip
    [loss] = losses(reports.known())
    assert loss.thing == "heavy guns"


def test_materiel_counted_beside_another_act_is_a_loss(reports):
    depots = Figure(What.EQUIPMENT_LOST, "depots", 7, 7, "seven depots")
    quote = "Strikes hit the town and wrecked seven depots."
    reports.say(quote, "Strikes", "air_strike", who="army", figure=depots)
    [loss] = losses(reports.known())
    assert (loss.thing, loss.how, loss.low) == ("depots", "destroyed", 7)


def test_two_reports_of_one_event_are_one_loss_never_a_sum(reports):
    for low in (3, 5):
        tanks = Figure(What.EQUIPMENT_LOST, "tanks", low, low, f"{low} tanks")
        told = f"It lost {low} tanks."
        reports.say(told, "lost", "equipment_loss", figure=tanks, home="i-1")
    [loss] = losses(reports.known())
    assert (loss.low, loss.high) == (3, 5)


def test_flight_goes_from_where_it_is_said_to_where_it_is_said(reports):
    reports.say(
        "People fled Kalim and Borun for Tarn.", "fled", "displacement",
        places=("Kalim", "Borun", "Tarn"),
    )  # fmt: skip
    [flow] = flows(reports.known())
    assert flow.way == "flight"
    assert (flow.origin.mention, flow.destination.mention) == ("Kalim", "Tarn")


def test_a_place_with_no_word_before_it_is_only_where_it_happens(reports):
    reports.say(
        "In Kalim 300 are displaced.", "displaced", "displacement", places=("Kalim",)
    )
    [flow] = flows(reports.known())
    assert (flow.way, flow.origin, flow.destination) == ("displaced", None, None)
    assert flow.place.mention == "Kalim"


def test_who_comes_back_returns_and_what_may_be_is_told_so(reports):
    reports.say(
        "Some may be going home to Kalim.", "going home", "displacement",
        places=("Kalim",), status="possible",
    )  # fmt: skip
    [flow] = flows(reports.known())
    assert (flow.way, flow.possible) == ("return", True)
    assert flow.destination.mention == "Kalim"


def test_a_tie_lasts_from_the_first_day_told_to_the_last(reports):
    first = reports.say("The army backs them.", "backs", "support", day=3)
    last = reports.say("The army backs them.", "backs", "support", day=9)
    no = reports.say("It does not.", "back", "support", day=10, status="denied")
    relation = Relation(
        id="r-1", title="x", claims=(first.id, last.id, no.id),
        giver="army", receiver="Front", tie="support",
    )  # fmt: skip
    known = reports.known()
    picture = replace(known.picture, relations=(relation,))
    [tie] = ties(Known.of(picture))
    assert (tie.first, tie.last) == (date(2031, 5, 3), date(2031, 5, 9))
    assert tie.denied == (no.id,)


def counted(reports) -> tuple[Known, Series]:
    """A running count told twice, of all and of children."""
    first = reports.say("20 died.", "died", "casualties", day=3)
    later = reports.say("31 died.", "died", "casualties", day=9)
    points = (
        Point(first.id, date(2031, 5, 3), "watch", 20, 20, scope="all"),
        Point(later.id, date(2031, 5, 9), "watch", 31, 31, scope="all"),
        Point(later.id, date(2031, 5, 9), "watch", 4, 4, scope="children"),
    )
    last = (later.id, later.id, date(2031, 5, 9), ("Watch",))
    series = Series(
        id="s-1", title="Killed", claims=(first.id, later.id), theatre="Norland",
        what=What.KILLED, who="all", points=points,
        tolls=(
            Toll(What.KILLED, "all", 31, 31, *last),
            Toll(What.KILLED, "children", 4, 4, *last),
        ),
    )  # fmt: skip
    return Known.of(replace(reports.known().picture, series=(series,))), series


def test_a_tally_names_the_claims_of_its_own_scope(reports):
    known, _ = counted(reports)
    everybody, children = tallies(known)
    assert (everybody.who, everybody.low, len(everybody.claims)) == ("all", 31, 2)
    assert (children.who, children.low, len(children.claims)) == ("children", 4, 1)


def test_a_count_grows_in_the_order_in_which_it_became_known(reports):
    known, series = counted(reports)
    assert [(s.who, s.low) for s in steps(known, series)] == [
        ("all", 20),
        ("children", 4),
        ("all", 31),
    ]


def test_a_strike_grows_by_the_figures_of_its_claims(reports):
    dead = Figure(What.KILLED, "people", 4, 4, "four")
    claim = reports.say("A shell killed four.", "shell", "shelling", figure=dead)
    denied = reports.say("None died.", "died", "casualties", status="denied")
    toll = Toll(What.KILLED, "all", 4, 4, claim.id, claim.id, None, ("Watch",))
    strike = Incident(
        id="i-1", title="x", type="strike", claims=(claim.id, denied.id), tolls=(toll,)
    )
    known = Known.of(replace(reports.known().picture, incidents=(strike,)))
    assert [(s.claim, s.low) for s in steps(known, strike)] == [(claim.id, 4)]


def test_every_state_names_claims_of_the_picture(reports):
    known, _ = counted(reports)
    states = states_of(known.picture)
    named = {c for t in states.tallies for c in t.claims}
    assert named
    assert named <= set(known.picture.claims)
