"""The English of a brief, and what it says of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marsad.errors import NotFound
from marsad.model import (
    Actor,
    ControlRow,
    Mention,
    Place,
    Source,
    Stance,
    Status,
)
from marsad.telling import Brief, Question, Section, build_brief, render
from marsad.telling.attribution import subject_words
from marsad.telling.headings import event_words

from .conftest import ARMY, MONITOR, killed

DAY = date(2031, 5, 12)
EVE = date(2031, 5, 11)


def brief_of(world, place=None, start=DAY) -> Brief:
    return build_brief(world.picture(), Question(start, DAY, world.as_of, place))


def section(brief: Brief, key: str) -> Section:
    return next(s for s in brief.sections if s.key == key)


def news(world, *claims, **more) -> str:
    """How the list of what is new tells an incident of `claims`."""
    world.incident("x", *claims, **more)
    (line,) = section(brief_of(world), "new").lines
    return line.statements[0].text


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("The White Helmets", True),
        ("Rebels", True),
        ("Harsk Defence Forces", True),
        ("United Nations", False),
        ("Reuters", False),
    ],
)
def test_nouns_of_many_take_a_plural_verb(name, plural):
    assert subject_words(name)[1] is plural


def test_the_name_of_an_outlet_is_never_changed(world):
    assert news(world, world.claim("It fell.", outlet="A News")) == (
        "Told by A News (no source named)"
    )


@pytest.mark.parametrize("word", ["They", "he", "Are said"])
def test_a_word_that_points_back_stands_in_no_list_of_names(world, word):
    claim = world.claim("It fell.", speakers=[(word, Stance.SAYS)])
    assert news(world, claim) == "Told by a speaker not named"


def test_a_short_line_keeps_the_stance(world):
    told = news(
        world,
        world.claim("It fell.", speakers=MONITOR),
        world.claim("It fell.", speakers=ARMY),
        world.claim("No.", speakers=[("Kor", Stance.DENIES)], status=Status.DENIED),
    )
    assert told.startswith("Told by the Halden Monitor; claimed by the army; denied by")


def test_what_the_lead_says_is_not_said_again(world):
    claim = world.claim(
        "The Halden Monitor confirmed an attack on the edge of the city.",
        speakers=[("The Halden Monitor", Stance.CONFIRMS)],
        anchor="attack",
    )
    world.incident("x", claim)
    said = section(brief_of(world), "fighting").lines[0].statements[0]
    assert said.text == (
        "The Halden Monitor confirms: “an attack on the edge of the city”"
    )


def test_who_cut_a_road_heads_it_before_what_followed(world):
    then = {"anchor": "severed", "published": EVE, "when": (EVE, EVE)}
    cut = world.claim("Clans severed it.", "access", outlet="Kor Post", **then)
    then = {"anchor": "diverted", "doer": "", "when": (EVE, EVE)}
    after = world.claim("Cars are diverted.", "access", **then)
    world.incident("x", cut, after, type="route")
    assert section(brief_of(world), "fighting").lines[0].head.endswith("“severed”")


@pytest.mark.parametrize(
    "mention", ["this region", "the point where it meets the coast road", "some areas"]
)
def test_what_is_no_name_names_no_place(world, mention):
    there = Place(mention, None, mention, lat=41.1, lon=62.0)
    claim = replace(world.claim("It fell."), places=(there,))
    world.claims[claim.id] = claim
    world.incident("x", claim)
    row = ControlRow(there, DAY, DAY, "army", "claimed", (claim.id,))
    world.control.append(row)
    brief = brief_of(world)
    assert section(brief, "fighting").lines[0].where_when == "12 May"
    held = [line.head for line in section(brief, "control").lines]
    described = "meets" in mention
    assert held == ([f"“{mention}”: army"] if described else [])


def test_a_described_place_is_told_by_the_named_one_beside_it(world):
    there = Place("the point where it meets the road", lat=41.05, lon=62.05)
    claim = replace(world.claim("It fell."), places=(there,))
    world.claims[claim.id] = claim
    world.incident("x", claim)
    world.incident("y", world.claim("Tarvin fell."))
    row = ControlRow(there, DAY, DAY, "army", "claimed", (claim.id,))
    world.control.append(row)
    head = section(brief_of(world), "control").lines[0].head
    assert head == "Near Tarvin (“the point where it meets the road”): army"


def test_who_counted_by_their_killer_is_spelt_as_in_the_sentence(world):
    claim = world.claim("It killed 5.", "casualties", speakers=MONITOR, doer="")
    claim = replace(claim, initiator=(Mention("Northern Army"),), figures=(killed(5),))
    world.claims[claim.id] = claim
    world.series.append(
        replace(world.count((claim, DAY, 5, 5)), who="by northern army")
    )
    heads = {line.head for line in section(brief_of(world), "tolls").lines}
    assert "Killed by Northern Army: 5" in heads


def test_the_summary_counts_what_is_cited(busy):
    brief = brief_of(busy)
    claims = sum(len(r.claims) for r in brief.references)
    documents = {c.split("#")[0] for r in brief.references for c in r.claims}
    assert brief.summary.startswith(
        f"cites {claims} claims from {len(documents)} documents"
    )


def test_a_document_without_a_claim_is_not_passed_over(busy):
    (known,) = list(busy.documents.values())[:1]
    unread = replace(known, id="d-x", key="x", source=Source("o", "O"), language="xx")
    busy.documents[unread.id] = unread
    limits = [line.text for line in section(brief_of(busy), "limits").lines]
    assert any(text.startswith("1 document of them gave nothing") for text in limits)
    assert any("marsad issues" in text for text in limits)


def test_a_place_not_told_of_yet_is_not_called_unknown_for_good(busy):
    with pytest.raises(NotFound, match="known by 2031-05-12 23:59 UTC"):
        brief_of(busy, place="Nowhere")


def test_no_command_is_named_that_cannot_list_what_is_left_out(world):
    claim = world.claim("It fell.")
    world.incident("x", claim)
    for n in range(60):
        place = Place(f"Hamlet {n}", None, f"Hamlet {n}")
        world.control.append(
            ControlRow(place, DAY, DAY, "army", "claimed", (claim.id,))
        )
    brief = brief_of(world)
    left = section(brief, "control")
    assert left.left_out
    assert not left.command
    assert f"{left.left_out} more, not told here" in render(brief)


def test_what_grew_is_told_against_the_day_with_which_news_is_compared(busy):
    weeks = brief_of(busy, start=date(2031, 5, 5))
    (line,) = section(weeks, "tolls").lines
    assert section(weeks, "new").title.endswith("11 May 2031")
    assert line.notes == ("Before: 20 as of 11 May",)


def test_nobody_denies_a_gain_of_his_own(world):
    army = Actor("army", "the army", "state", "government")
    denial = world.claim(
        "They could not hold Tarvin, the army said.",
        "control",
        speakers=[("the army", Stance.DENIES)],
        status=Status.DENIED,
    )
    [said] = denial.sources
    denial = replace(
        denial,
        initiator=(Mention("The army", actor=army),),
        sources=(replace(said, actor=army),),
    )
    world.claims[denial.id] = denial
    world.incident("x", denial)
    head = section(brief_of(world), "fighting").lines[0].head
    assert "army" not in head


def test_a_sentence_about_a_count_does_not_speak_first_for_an_offensive(world):
    count = "The Halden Monitor put the dead since the offensive began at 31."
    then = {"place": None, "speakers": MONITOR}
    tally = world.claim(count, "casualties", figures=(killed(31),), **then)
    world.count((tally, DAY, 31, 31))
    same = world.claim(count, "offensive", anchor="offensive", **then)
    same = replace(same, document_id=tally.document_id)
    world.claims[same.id] = same
    other = {"speakers": [("a general", Stance.SAYS)], "place": None}
    launch = world.claim("Fighters opened an offensive.", "offensive", **other)
    world.incident("x", same, launch, type="operation")
    first = section(brief_of(world), "fighting").lines[0].statements[0]
    assert "opened an offensive" in first.text


@pytest.mark.parametrize(
    ("anchor", "words"),
    [("shut the", "shut"), ("took control of the", "took control"), ("cut", "cut")],
)
def test_words_of_a_head_do_not_end_in_an_article(anchor, words):
    assert event_words(anchor) == words
