from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from marsad.errors import NotFound, SettingsError
from marsad.model import Published, Stance, Status
from marsad.telling import Brief, Line, Question, Section, build_brief

DAY = date(2031, 5, 12)
EVE = date(2031, 5, 11)
NOON = datetime(2031, 5, 12, 12, 0, tzinfo=UTC)


def brief_of(world, place=None, start=DAY, end=DAY) -> Brief:
    return build_brief(world.picture(), Question(start, end, world.as_of, place))


def section(brief: Brief, key: str) -> Section:
    return next(s for s in brief.sections if s.key == key)


def lines(brief: Brief) -> list[Line]:
    return [line for s in brief.sections for line in (*s.lines, *s.also)]


def test_sections_stand_in_order(busy):
    keys = [s.key for s in brief_of(busy).sections]
    assert keys == [
        *("new", "fighting", "civilians", "people", "politics"),
        *("disputed", "tolls", "control", "limits"),
    ]


def test_ten_outlets_citing_one_monitor_are_one_origin(busy):
    line = section(brief_of(busy), "fighting").lines[0]
    told = line.statements[0]
    assert told.lead == "The Halden Monitor says"
    assert told.quote == "Northern fighters took Tarvin on Monday"
    assert "1 origin, 10 documents" in told.note
    assert len(told.refs) == 4


def test_the_denial_stands_beside_the_claim(busy):
    line = section(brief_of(busy), "fighting").lines[0]
    assert any(s.lead == "A denial by the army" for s in line.statements)
    assert line.head == "Disputed: Territory taken"


def test_a_road_cut_the_day_before_still_stands(world):
    cut = world.claim(
        "Fighters cut the road.", "access", published=EVE, when=(EVE, EVE), anchor="cut"
    )
    world.incident("x", cut, type="route")
    clash = world.claim(
        "Fighters fought.", "armed_clash", published=EVE, when=(EVE, EVE)
    )
    world.incident("y", clash, type="fight")
    (line,) = section(brief_of(world), "fighting").lines
    assert line.head == "Access, Tarvin: “cut”"
    assert "11 May" in line.where_when
    assert not line.is_new
    later = date(2031, 5, 20)
    assert not section(brief_of(world, start=later, end=later), "fighting").lines


def test_a_dispute_names_both_sides_and_why(busy):
    (line,) = section(brief_of(busy), "disputed").lines
    assert "who holds the place" in line.head
    leads = [s.lead for s in line.statements]
    assert leads == [
        "Side A: The Halden Monitor says",
        "Side B: A denial by the army",
    ]
    assert "cannot both be right" in line.text


def test_a_denial_that_nothing_is_set_against_is_told_all_the_same(world):
    claim = world.claim(
        "The army denied shelling Tarvin.",
        "shelling",
        speakers=[("the army", Stance.DENIES)],
        status=Status.DENIED,
    )
    world.incident("Shelling of Tarvin", claim, type="strike")
    brief = brief_of(world)
    assert section(brief, "fighting").lines[0].head.startswith("Denied: ")
    (line,) = section(brief, "disputed").lines
    assert line.statements[0].quote == "The army denied shelling Tarvin."


def test_what_is_planned_is_never_told_as_fact(busy):
    told = section(brief_of(busy), "fighting").lines
    (line,) = (x for x in told if "Offensive" in x.head)
    assert line.head.startswith("Planned: ")
    assert "told as a plan" in line.statements[0].note


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.POSSIBLE, "Possible: "),
        (Status.CALLED_FOR, "Called for: "),
        (Status.DENIED, "Not so: "),
    ],
)
def test_every_status_short_of_fact_is_worded(world, status, words):
    claim = world.claim("Fighters may take Tarvin.", status=status, anchor="take")
    world.incident("Fighters take Tarvin", claim)
    assert section(brief_of(world), "fighting").lines[0].head.startswith(words)


def test_an_outlet_in_its_own_voice_names_no_source(world):
    world.incident("x", world.claim("Fighters took Tarvin at dawn.", anchor="took"))
    told = section(brief_of(world), "fighting").lines[0].statements[0]
    assert told.lead == "River Post reports, naming no source"


def test_civilian_victims_put_a_strike_under_harm_to_civilians(busy):
    (line,) = section(brief_of(busy), "civilians").lines
    assert line.head == "Shelling, 4 civilians killed"
    assert line.where_when == "the Old Mill, 12 May"


def test_a_place_that_changes_hands_comes_before_a_smaller_event(world):
    clash = world.claim("Fighters fought at Harsk.", "armed_clash", place="Harsk")
    world.incident("Fighting at Harsk", clash, type="fight")
    taken = world.claim("Fighters took Tarvin.", anchor="took")
    world.incident("Tarvin taken", taken)
    heads = [x.head for x in section(brief_of(world), "fighting").lines]
    assert heads[0].startswith("Territory taken")


def test_tolls_grow_and_tell_their_origin(busy):
    (line,) = section(brief_of(busy), "tolls").lines
    assert line.head == "Killed, all: 31"
    assert line.notes == ("Before: 20 as of 11 May",)
    assert line.reason == "1 origin (the Halden Monitor) in 2 documents"


def test_a_count_of_a_later_day_is_not_told(busy):
    brief = brief_of(busy, start=EVE, end=EVE)
    (line,) = section(brief, "tolls").lines
    assert line.head == "Killed, all: 20"


def test_control_tells_what_changed_hands(busy):
    (line,) = section(brief_of(busy), "control").lines
    assert line.head == "Tarvin: northern fighters"
    assert "claimed" in line.where_when
    assert line.notes == ("Before: army",)


def test_new_points_to_the_lines_that_tell_it(busy):
    brief = brief_of(busy)
    new = section(brief, "new").lines
    keys = {line.key for line in lines(brief)}
    assert new[0].points_to == section(brief, "fighting").lines[0].key
    assert all(line.points_to in keys for line in new)


def test_what_was_reported_before_is_not_new(world):
    old = world.claim("Fighters took Tarvin.", published=EVE, when=(EVE, EVE))
    again = world.claim("Fighters took Tarvin.", when=(EVE, EVE))
    world.incident("x", old, again)
    brief = brief_of(world)
    assert not section(brief, "new").lines
    assert not section(brief, "fighting").lines[0].is_new


def test_news_of_an_event_known_before_is_an_update(world):
    old = world.claim(
        "Fighters neared Tarvin.", "advance", published=EVE, when=(EVE, EVE)
    )
    now = world.claim("Fighters took Tarvin on Monday.", anchor="took")
    world.incident("x", old, now)
    brief = brief_of(world)
    assert section(brief, "fighting").lines[0].is_update
    (told,) = section(brief, "new").lines[0].statements
    assert told.quote == "Fighters took Tarvin on Monday."


def test_an_earlier_report_backs_a_line_but_a_later_one_does_not(world):
    old = world.claim(
        "Fighters cut the road.",
        "access",
        published=EVE,
        when=(EVE, EVE),
        outlet="Daily Lark",
    )
    now = world.claim("Traffic is diverted.", "access", anchor="diverted")
    later = world.claim(
        "The road is open again.",
        "access",
        published=date(2031, 5, 14),
        when=(date(2031, 5, 14),) * 2,
    )
    world.incident("x", old, now, later, type="route")
    line = section(brief_of(world), "fighting").lines[0]
    quotes = [s.quote for s in line.statements]
    assert "Fighters cut the road." in quotes
    assert "(of 11 May" in line.text
    assert not any("open again" in q for q in quotes)
    assert "diverted" in line.head


def test_the_record_of_a_day_asked_for_leaves_other_days_out(world):
    other = world.claim(
        "Fighters took Harsk.", place="Harsk", published=EVE, when=(EVE, EVE)
    )
    world.incident("Harsk taken", other)
    assert not section(brief_of(world), "fighting").lines


def test_an_undated_document_counts_only_by_its_own_days(world):
    told = world.claim("Fighters took Tarvin on 12 May.", published=None)
    loose = world.claim(
        "Fighters took Harsk.", published=None, when=None, place="Harsk"
    )
    world.incident("Tarvin taken", told)
    world.incident("Harsk taken", loose)
    brief = brief_of(world)
    (line,) = section(brief, "fighting").lines
    assert line.place == "Tarvin"
    assert not line.is_new
    limits = " ".join(x.text for x in section(brief, "limits").lines)
    assert "2 documents without a date" in limits


def test_a_place_asked_for_keeps_what_is_in_or_near_it(busy):
    brief = brief_of(busy, place="tarvin")
    told = {line.place for line in lines(brief) if line.place}
    assert told == {"Tarvin", "the Old Mill"}
    assert "in or near tarvin" in brief.title


def test_an_unknown_place_is_refused_with_the_nearest_name(busy):
    with pytest.raises(NotFound, match="did you mean Tarvin"):
        brief_of(busy, place="Tarvyn")


def test_what_is_left_out_is_counted_with_the_command(world):
    for n in range(60):
        claim = world.claim(f"Fighters hit post {n} at Harsk.", "armed_clash")
        world.incident(f"Fighting {n}", claim, type="fight")
    fighting = section(brief_of(world, place="Tarvin"), "fighting")
    told = len(fighting.lines) + len(fighting.also)
    assert told + fighting.left_out == 60
    assert fighting.command == (
        'marsad incidents --from 2031-05-12 --to 2031-05-12 --place "Tarvin"'
    )


def test_every_number_leads_to_a_reference_and_back(busy):
    brief = brief_of(busy)
    cited = {n for line in lines(brief) for n in line.refs}
    assert cited == {r.number for r in brief.references}
    assert [r.number for r in brief.references] == sorted(cited)
    keys = {line.key for line in lines(brief)}
    for reference in brief.references:
        assert reference.lines
        assert set(reference.lines) <= keys


def test_every_quote_is_word_for_word_in_a_sentence_it_cites(busy):
    brief = brief_of(busy)
    sentences = {r.number: r.quote for r in brief.references}
    quoted = [s for line in lines(brief) for s in line.statements if s.quote]
    assert quoted
    for said in quoted:
        words = said.quote.removesuffix(" […]")
        assert any(words in sentences[n] for n in said.refs)


def test_a_reference_marks_the_anchor(busy):
    reference = next(r for r in brief_of(busy).references if "took" in r.quote)
    ((start, end),) = reference.marks
    assert reference.quote[start:end] == "took"
    assert reference.speakers == "the Halden Monitor"


def test_the_chain_of_speakers_is_told_from_the_inside_out(world):
    claim = world.claim(
        "Fighters took Tarvin, the Halden Monitor told Veris.",
        speakers=[("Veris", Stance.REPORTS), ("the Halden Monitor", Stance.SAYS)],
    )
    world.incident("x", claim)
    assert brief_of(world).references[0].speakers == "the Halden Monitor, via Veris"


def test_who_denies_in_the_same_sentence_is_told(world):
    claim = world.claim(
        "The monitor said Tarvin fell, which the army denied.",
        speakers=[("the monitor", Stance.SAYS), ("the army", Stance.DENIES)],
    )
    world.incident("x", claim)
    brief = brief_of(world)
    assert brief.references[0].speakers == "the monitor; denied by the army"
    told = section(brief, "fighting").lines[0].statements[0]
    assert "denied by the army" in told.note


def test_one_sentence_is_never_quoted_twice_in_a_line(world):
    words = "The groups entered Tarvin but could not hold it."
    yes = world.claim(words, "advance", speakers=ARMY_SAYS, anchor="entered")
    no = world.claim(words, speakers=ARMY_SAYS, status=Status.DENIED, anchor="hold")
    world.incident("x", yes, no)
    line = section(brief_of(world), "fighting").lines[0]
    assert [s.quote for s in line.statements].count(words) == 1
    assert any("in the same words" in s.lead for s in line.statements)


ARMY_SAYS = [("the army", Stance.SAYS)]


def test_a_head_claims_no_more_than_its_first_claim(world):
    """A later report must not colour the head of an earlier day."""
    near = world.claim("Fighters entered Tarvin.", "advance", anchor="entered")
    fell = world.claim(
        "Fighters took Tarvin.",
        published=date(2031, 5, 13),
        when=(date(2031, 5, 13),) * 2,
    )
    world.incident("Fighters take Tarvin", near, fell)
    assert section(brief_of(world), "fighting").lines[0].head.startswith("Advance")


def test_a_partys_word_for_its_enemy_stays_in_quotation_marks(world):
    claim = world.claim("Terrorists attacked.", "offensive", doer="the terrorists")
    world.incident("x", claim)
    head = section(brief_of(world), "fighting").lines[0].head
    assert head == "Offensive by “terrorists”"


def test_it_says_as_of_when_and_how_old(busy):
    busy.as_of = NOON
    brief = brief_of(busy)
    assert brief.as_of == "as known at 2031-05-12 12:00 UTC"
    limits = " ".join(x.text for x in section(brief, "limits").lines)
    assert "The newest document is of 12 May 2031" in limits


def test_a_report_of_the_evening_elsewhere_is_new_by_utc(world):
    """01:30 at +03:00 on the 12th is the 11th in UTC: known the day before."""
    published = Published(
        "2031-05-12T01:30+03:00",
        DAY,
        datetime(2031, 5, 11, 22, 30, tzinfo=UTC),
        "minute",
        "+03:00",
    )
    claim = world.claim("Fighters took Tarvin.", published=published)
    world.incident("x", claim)
    assert not section(brief_of(world), "fighting").lines[0].is_new


def test_an_empty_picture_gives_an_empty_brief(world):
    brief = brief_of(world)
    assert not brief.references
    assert section(brief, "new").empty == "Nothing that was not reported before."


def test_a_failed_attempt_is_not_called_a_denial(world):
    claim = world.claim(
        "The rebels failed to take Tarvin, the army said.",
        speakers=[("the army", Stance.SAYS)],
        status=Status.DENIED,
        anchor="failed",
    )
    world.incident("x", claim)
    line = section(brief_of(world), "fighting").lines[0]
    assert line.head.startswith("Not so: ")
    assert line.statements[0].lead == "Not so, says the army"


def test_days_that_end_before_they_begin_are_refused():
    with pytest.raises(SettingsError, match="before they begin"):
        Question(DAY, EVE, NOON)


def test_lines_read_as_sentences(busy):
    for line in lines(brief_of(busy)):
        assert line.text.endswith((".", "”", ")"))
        assert not re.search(r"\s{2}|None", line.text)
