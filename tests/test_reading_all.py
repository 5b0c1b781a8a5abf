"""Many documents are read alike by one process and by several."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad import reading_all
from marsad.errors import EndpointFailed
from marsad.reading import local_reader
from tests.conftest import make_document

TEXT = "Rebels shelled Norrby on Sunday, killing {} people, the mayor said."


@pytest.fixture
def documents():
    return [replace(make_document(TEXT.format(n)), id=f"d{n}") for n in range(3, 9)]


def test_several_processes_read_as_one_does(documents, monkeypatch):
    reader = local_reader()
    alone = list(reading_all.read_all(documents, len(documents), reader))
    assert [a.document.id for a in alone] == [d.id for d in documents]
    assert all(a.claims for a in alone)
    monkeypatch.setattr(reading_all, "SHARE", 1)
    at_once = reading_all.read_all(documents, len(documents), reader, (), 2)
    assert list(at_once) == alone


class Careless:
    name, version, parallel = "careless", "1", False

    def __init__(self, wrong):
        self.wrong = wrong

    def read(self, _document):
        if self.wrong:
            raise self.wrong.pop()
        return ()

    def remarks(self, _document):
        return (("read_in_part", "half"),)


def test_a_document_that_fails_does_not_stop_the_others(documents):
    answers = reading_all.read_all(documents, 6, Careless([ValueError("no verb")]))
    first, *others = answers
    assert (first.claims, first.why) == (None, "ValueError: no verb")
    assert [a.remarks for a in others] == [(("read_in_part", "half"),)] * 5


def test_an_endpoint_that_fails_stops_all(documents):
    with pytest.raises(EndpointFailed):
        list(reading_all.read_all(documents, 6, Careless([EndpointFailed("down")])))
