"""Adding GeoNames' dumps: read as a stream, kept apart, gone on with."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from marsad.errors import InputError
from marsad.resolving.places import added, gazetteer

PLACES = [
    (1, "Qaryat Jadīdah", "Qaryat Jadidah", "قرية جديدة", 35.1, 36.9, "P", "PPL", 0),
    (2, "Tall Ajīb", "Tall Ajib", "", 35.2, 36.8, "T", "HLL", 0),
    (3, "Nahr Kabīr", "Nahr Kabir", "", 35.3, 36.7, "H", "STM", 0),
]


def line(row: tuple) -> str:
    gid, name, plain, others, lat, lon, kind, code, people = row
    parts = [gid, name, plain, others, lat, lon, kind, code, "SY", "", "10", "1002"]
    return "\t".join(map(str, [*parts, "", "", people, "", "", "Asia", "2024-01-01"]))


@pytest.fixture
def dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(gazetteer, "_threads", type("Threads", (), {})())
    gazetteer.named.cache_clear()
    file = tmp_path / "SY.txt"
    file.write_text("\n".join(map(line, PLACES)) + "\n", "utf-8")
    yield file
    gazetteer.named.cache_clear()


def test_a_village_is_found_once_its_country_was_added(dump: Path) -> None:
    done = added.add(dump, lambda _: None)
    assert (done.lines, done.kept, done.done) == (3, 2, True)
    (found,) = gazetteer.named("Qaryat Jadidah")
    assert (found.id, found.country, found.lat) == ("geonames:1", "SY", 35.1)
    assert gazetteer.named("قرية جديدة")[0].id == "geonames:1"
    assert not gazetteer.named("Nahr Kabir")
    assert added.sources() == [("SY.txt", 3, 2, True)]


def test_what_was_interrupted_goes_on_where_it_stopped(dump: Path) -> None:
    def stop(now: added.Added) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        added.add(dump, stop, batch=1)
    assert added.sources() == [("SY.txt", 1, 1, False)]
    told: list[added.Added] = []
    done = added.add(dump, told.append, batch=1)
    assert [now.lines for now in told] == [2, 3]
    assert (done.lines, done.kept, done.done) == (3, 2, True)
    assert added.add(dump, told.append).done  # whole already: nothing is read again
    assert len(told) == 2


def test_further_names_go_to_places_shipped_or_added(dump: Path) -> None:
    added.add(dump, lambda _: None)
    names = dump.with_name("alternateNamesV2.txt")
    names.write_text("7\t1\ten\tNewville\n8\t1\tiata\tNEW\n9\t170063\ten\tHalabiya\n")
    packed = dump.with_name("names.zip")
    with zipfile.ZipFile(packed, "w") as file:
        file.write(names, names.name)
    assert added.add(packed, lambda _: None).kept == 2
    assert "geonames:1" in {e.id for e in gazetteer.named("Newville")}
    assert "geonames:170063" in {e.id for e in gazetteer.named("Halabiya")}


@pytest.mark.parametrize("text", ["no dump at all\n", "a\tb\tc\td\n", "\t" * 20 + "\n"])
def test_what_is_no_dump_is_refused(dump: Path, text: str) -> None:
    dump.write_text(text)
    with pytest.raises(InputError):
        added.add(dump, lambda _: None)
