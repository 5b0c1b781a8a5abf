"""Who publishes, and the list of known outlets."""

from __future__ import annotations

import csv
import re
from importlib.resources import files

import pytest

from marsad.gather.sources import host_of, outlets, source_of

ROWS = list(
    csv.DictReader(
        files("marsad").joinpath("lexicons/sources.csv").read_text("utf-8").splitlines()
    )
)


def test_an_alias_keeps_its_name_and_gets_its_house() -> None:
    source, note = source_of("RIA", None)
    assert (source.id, source.name) == ("ria", "RIA")
    assert source.owner == "Rossiya Segodnya"
    assert source.affiliation == "Russian government"
    assert source.reliability == "F"
    assert note is None


def test_a_wire_credit_stays_in_the_name() -> None:
    source, _ = source_of("LBCI (AFP)", None)
    assert (source.name, source.owner) == ("LBCI (AFP)", "LBCI")


def test_aliases_of_one_outlet_have_one_owner() -> None:
    owners = {source_of(n, None)[0].owner for n in ("AFP", "Agence France-Presse")}
    assert owners == {"AFP"}


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.aljazeera.com/news/2024/11/29/x", "Al Jazeera"),
        ("http://nowhere.example:8080/a", "nowhere.example"),
    ],
)
def test_the_host_stands_in_for_a_name(url: str, name: str) -> None:
    source, note = source_of(None, url)
    assert (source.name, note) == (name, None)


@pytest.mark.parametrize("url", [None, "", "not an address", "http://[bad"])
def test_nobody_known_is_noted(url: str | None) -> None:
    source, note = source_of("", url)
    assert source.id == "unknown"
    assert note
    assert note.code == "no_source"
    assert host_of(url) is None


def test_the_list_is_sound() -> None:
    assert len(ROWS) >= 80
    names = [name.casefold() for row in ROWS for name in (row["name"], *_aliases(row))]
    assert len(names) == len(set(names)), "a name stands for two outlets"
    assert len(outlets()) == len(names)
    for row in ROWS:
        assert None not in row.values(), f"{row['name']}: too few columns"
        assert None not in row, f"{row['name']}: too many columns"
        assert re.fullmatch("[A-Z]{2}", row["country"]), row
        assert all(re.fullmatch("[a-z]{2}", x) for x in row["languages"].split()), row


def _aliases(row: dict[str, str]) -> list[str]:
    return [alias for alias in row["aliases"].split("|") if alias]
