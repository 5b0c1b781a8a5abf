"""Figures from marked words: a word for counting is not a count."""

from marsad.reading import local_reader
from tests.conftest import make_document


def test_the_number_is_no_victim():
    text = (
        "Rebels attacked the town of Northford on Wednesday. The radio put the number "
        "killed since the offensive started at 277 or more."
    )
    claims = local_reader().read(make_document(text))
    figures = [f for c in claims for f in c.figures]
    assert any(f.low == 277 and f.high is None for f in figures)
    assert not any(f.low == 1 for f in figures)


def test_a_whole_beside_its_part_is_no_figure():
    text = "Ukraine's forces downed 25 of 30 drones on their way to the city of Kyiv."
    claims = local_reader().read(make_document(text))
    assert {f.low for c in claims for f in c.figures} == {25}
