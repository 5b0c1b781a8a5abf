"""The registry: one actor by many names, as it was on a day, in a country."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model import ActorEntry
from marsad.resolving.actors.lookup import TYPES, candidates, dossier, inter_of
from marsad.resolving.actors.registry import (
    Context,
    registry,
    registry_with,
    within,
)
from marsad.resolving.actors.rows import former_names, people, sides, ties

DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def about(country: str | None, day: date | None = None) -> Context:
    return Context(day, frozenset({country} if country else ()), country)


def named(name: str, context: Context) -> str | None:
    entry = registry().choose(name, context)
    return entry.id if entry else None


@pytest.mark.parametrize(
    ("name", "country", "id_"),
    [
        ("AA", "MM", "aa"),
        ("AA", "TR", "anadolu"),
        ("the junta", "MM", "tatmadaw"),
        ("the junta", "ML", None),
        ("هيئة تحرير الشام", "SY", "hts"),
        ("ДНР", "UA", "dpr"),
        ("IRA", "US", None),
        ("The Times", "GB", "times"),
        ("Times", "GB", None),
        ("the coalition", "YE", "saudi-coalition"),
        ("the coalition", "SY", "coalition"),
    ],
)
def test_a_name_means_whom_it_means_in_that_country(name, country, id_) -> None:
    assert named(name, about(country, date(2016, 5, 2))) == id_


@pytest.mark.parametrize(
    ("id_", "day", "type_", "side"),
    [
        ("taliban", date(2021, 8, 14), "rebel", "Taliban"),
        ("taliban", date(2021, 8, 16), "state", "government"),
        ("rsf", date(2023, 4, 14), "militia", "SAF"),
        ("rsf", date(2023, 4, 15), "rebel", "RSF"),
        ("hts", date(2024, 11, 30), "rebel", "HTS-led opposition"),
        ("hts", date(2025, 2, 1), "state", "government"),
    ],
)
def test_sides_change_on_their_day(id_, day, type_, side) -> None:
    known = registry()
    actor = known.actor(known.entries[id_], about(None, day))
    assert (actor.type, actor.side) == (type_, side)


def test_a_person_speaks_for_the_body_of_that_time_only() -> None:
    known = registry()
    bozize = known.choose("Bozize", about("CF"))
    assert bozize is not None
    bodies = [
        known.actor(bozize, about("CF", day)).parent
        for day in (date(2013, 3, 1), date(2014, 1, 1), date(2021, 1, 1))
    ]
    assert bodies == ["state:CF:government", None, "cpc"]


def test_who_fights_whom_depends_on_the_day() -> None:
    known = registry()
    rsf = known.actor(known.entries["rsf"], about("SD"))
    assert "saf" in known.tied("fights", rsf, date(2024, 1, 1))
    assert "saf" not in known.tied("fights", rsf, date(2022, 1, 1))


def test_an_analysts_row_comes_before_those_that_ship() -> None:
    own = ActorEntry("my-hts", "Our HTS", "rebel", "X", ("SY",), aliases=("HTS",))
    found = registry_with((own,)).choose("HTS", about("SY"))
    assert found == own
    assert named("HTS", about("SY")) == "hts"


def test_every_row_of_the_tables_is_sound() -> None:
    known = registry().entries
    for entry in known.values():
        assert entry.type in TYPES, entry
        assert entry.parent is None or _there(entry.parent), entry
        for told in (entry.founded, entry.dissolved):
            assert told is None or DATE.fullmatch(told), entry
        assert all(re.fullmatch(r"[A-Z]{2}", c) for c in entry.countries), entry
    for tenure in (*sides(), *people().tenures):
        assert tenure.id in known, tenure
        assert tenure.body is None or _there(tenure.body), tenure
        assert not (tenure.start and tenure.end) or tenure.start <= tenure.end + "~"
    for tie in ties():
        assert tie.tie in {"fights", "backs", "allied", "split from"}
        assert _there(tie.actor), tie
        assert _there(tie.other), tie
    assert all(name.id in known for name in former_names())


def _there(id_: str) -> bool:
    return id_ in registry().entries or bool(re.match(r"state:[A-Z]{2}", id_))


def test_find_tells_who_wins_and_show_all_that_is_known() -> None:
    found = candidates("AA", about("MM"), registry())
    assert [(c.entry.id, c.wins) for c in found] == [("aa", True), ("anadolu", False)]
    known = dossier("hts", registry())
    assert known is not None
    assert {n.name for n in known.names} >= {"Jabhat al-Nusra", "Jabhat Fateh al-Sham"}
    assert any(t.other == "state:SY" for t in known.ties)
    assert dossier("nobody", registry()) is None


def test_acled_classes() -> None:
    assert inter_of("state", "SY", "SY") == 1
    assert inter_of("state", "RU", "SY") == 8
    assert inter_of("rebel", "SY", "SY") == 2
    assert inter_of("civilian", None) == 7


@given(st.text(max_size=300), st.sampled_from([None, "SY", "ZZ"]))
def test_no_name_breaks_it(name: str, country: str | None) -> None:
    named(name, about(country, date(2020, 1, 1)))


@given(st.dates(), st.dates(), st.dates())
def test_within_holds_both_ends(day: date, start: date, end: date) -> None:
    told = within(day, start.isoformat(), end.isoformat())
    assert told == (start <= day <= end)
    assert within(day, None, None)
    assert within(day, f"{day:%Y}".rjust(4, "0"), f"{day:%Y-%m}")
