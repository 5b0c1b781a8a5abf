"""One origin's documents are counted together only where they say the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from marsad.model import Stance, Status
from marsad.telling import Line, Question, Statement, build_brief

DAY = date(2031, 5, 12)
EVE = date(2031, 5, 11)
MONITOR = [("the Halden Monitor", Stance.SAYS)]
ARMY = [("the army", Stance.DENIES)]


def told(world, start=DAY) -> Line:
    question = Question(start, DAY, world.as_of)
    brief = build_brief(world.picture(), question)
    return next(s for s in brief.sections if s.key == "fighting").lines[0]


def by(line: Line, lead: str) -> list[Statement]:
    return [s for s in line.statements if s.lead.startswith(lead)]


def test_an_origin_that_names_two_takers_is_quoted_on_both(world):
    for words, doer in (
        ("The hill clans took Tarvin.", "the hill clans"),
        ("Tarvin was taken by the northern fighters.", "northern fighters"),
    ):
        world.claim(words, speakers=MONITOR, doer=doer)
    world.incident("Tarvin taken", *world.claims.values())
    said = by(told(world), "The Halden Monitor says")
    assert len(said) == 2
    assert not any("documents" in s.note for s in said)


def test_who_holds_it_counts_with_who_took_it(world):
    world.claim("The hill clans took Tarvin.", speakers=MONITOR, doer="hill clans")
    world.claim(
        "The hill clans hold it.", "control", speakers=MONITOR, doer="hill clans"
    )
    world.incident("Tarvin taken", *world.claims.values())
    (said,) = by(told(world), "The Halden Monitor says")
    assert said.note == "1 origin, 2 documents"


def test_a_fear_is_no_second_document_of_a_fact(world):
    world.claim("The clans took Tarvin.", speakers=MONITOR)
    world.claim("Tarvin may fall.", speakers=MONITOR, status=Status.POSSIBLE)
    world.incident("Tarvin taken", *world.claims.values())
    (said,) = by(told(world), "The Halden Monitor says")
    assert said.note == ""
    assert len(said.refs) == 1


def test_a_denial_tells_its_day(world):
    world.claim("The clans took Tarvin.", speakers=MONITOR)
    world.claim("The clans are not in it.", speakers=ARMY, status=Status.DENIED)
    world.incident("Tarvin taken", *world.claims.values())
    (denial,) = by(told(world), "A denial by the army")
    assert denial.note == "of 12 May"


def test_a_denial_of_earlier_days_or_of_another_act_is_told_apart(world):
    denied = {"speakers": ARMY, "status": Status.DENIED}
    world.claim("The clans took Tarvin.", speakers=MONITOR)
    world.claim("The clans are not near it.", when=(EVE, EVE), **denied)
    world.claim("The army never left it.", "withdrawal", doer="the army", **denied)
    world.incident("Tarvin taken", *world.claims.values())
    assert not by(told(world, EVE), "A denial")
    brief = build_brief(world.picture(), Question(EVE, DAY, world.as_of))
    disputed = next(s for s in brief.sections if s.key == "disputed")
    quotes = {s.quote for line in disputed.lines for s in line.statements}
    assert quotes == {"The clans are not near it.", "The army never left it."}


def test_a_count_since_an_offensive_is_not_told_as_of_its_first_day(world):
    counted = "Since the offensive 277 people died."
    voices = [("the Bureau", Stance.SAYS)]
    begun = world.claim("The clans attacked Tarvin.", "offensive", speakers=MONITOR)
    since = world.claim(counted, "offensive", speakers=voices)
    toll = world.claim(counted, "casualties", speakers=voices)
    toll = replace(toll, document_id=since.document_id)
    world.claims[toll.id] = toll
    world.incident("Offensive", begun, since)
    world.count((toll, DAY, 277, None))
    line = told(world)
    assert not any("277" in said.quote for said in line.statements)
    assert line.statements[-1].lead == "Also on this: the Bureau"


def test_a_day_that_no_word_tells_is_called_taken_to_be(world):
    said = world.claim("Tarvin was taken.", when=(EVE, EVE), speakers=MONITOR)
    world.incident("Tarvin taken", said, world.claim("It was taken."))
    assert by(told(world), "The Halden Monitor")[0].note == "of 11 May"
    inferred = replace(said, when=replace(said.when, basis="the day of the story"))
    world.claims[said.id] = inferred
    assert by(told(world), "The Halden Monitor")[0].note == "taken to be of 11 May"
    worded = replace(inferred.when, text="on Sunday")
    world.claims[said.id] = replace(said, when=worded)
    assert by(told(world), "The Halden Monitor")[0].note == "of 11 May"
