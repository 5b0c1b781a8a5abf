"""Scoring times and actors: what counts as right."""

from __future__ import annotations

import json

import pytest

from marsad.errors import InputError
from marsad.model import Actor
from marsad.scoring.actors import Label, agreement, is_right, read_labels, score_actors
from marsad.scoring.times import score_times

HTS = Actor("hts", "HTS", "rebel", "HTS-led opposition", "SY")


class Fixed:
    """Finds the first word, and says that everything is 1998."""

    def values(self, text, written, spans):
        return ["1998"] * len(spans)

    def find(self, text):
        return [(0, 4)]


class Judge:
    def __init__(self, actor: Actor | None) -> None:
        self._actor = actor

    def actor(self, label):
        return self._actor

    def ids(self, actor):
        return frozenset({actor.id, actor.parent or actor.id})

    def names(self, actor):
        return frozenset({actor.name, "Levant Liberation Committee"})

    def sides(self, actor):
        return frozenset({actor.side or "none"})


def label(who: str, type_: str = "rebel", side: str = "hts", **more) -> Label:
    return Label("dev", "d", "c1", "initiator", "they", who, type_, side, **more)


def test_values_are_counted_given_and_end_to_end(tmp_path):
    gold = [
        {"start": 0, "end": 4, "value": "1998"},
        {"start": 10, "end": 14, "value": "1999"},
    ]
    row = {"docid": "x", "dct": {"value": "1998-02-13"}, "text": "1998 then 1999."}
    path = tmp_path / "t.jsonl"
    path.write_text(json.dumps({**row, "timexes": gold}))
    figures = score_times(path, Fixed()).figures()
    assert figures["value_accuracy"] == 0.5
    assert figures["relaxed_f1"] == pytest.approx(2 / 3)
    assert figures["value_f1"] == pytest.approx(2 / 3)


def test_another_file_is_refused(tmp_path):
    path = tmp_path / "t.jsonl"
    path.write_text('{"a": 1}\n')
    with pytest.raises(InputError):
        score_times(path, Fixed())
    with pytest.raises(InputError):
        read_labels(path)


@pytest.mark.parametrize(
    ("gold", "given", "right"),
    [
        (label("hts"), HTS, True),
        (label("sdf"), HTS, False),
        (label("sdf", also=("hts",)), HTS, True),
        (label("named:the Levant liberation committee"), HTS, True),
        (label("named:Levant"), HTS, False),
        (label("described", "militia", "HTS-led opposition"), HTS, True),
        (label("described", "civilian", "none"), HTS, False),
        (label("thing", "thing", "none"), None, True),
        (label("thing", "thing", "none"), HTS, False),
        (label("hts"), None, False),
    ],
)
def test_what_is_right(gold, given, right):
    assert is_right(gold, given, Judge(given)) is right


def test_things_are_told_apart_from_actors():
    score = score_actors([label("hts"), label("thing", "thing", "none")], Judge(HTS))
    assert score.figures() == {"actor_accuracy": 1.0, "dev_actor_accuracy": 1.0}
    assert score.tables(errors=3)[0].rows[-1][-2:] == ("1", "0.000")


def test_agreement_of_two():
    ours, theirs = [label("hts"), label("sdf")], [label("hts"), label("x", side="y")]
    assert agreement(ours, theirs) == {
        "who": 0.5, "type": 1.0, "side": 0.5, "who_or_also": 0.5,
    }  # fmt: skip
