"""Origins: whose word it finally is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.fusing.echoes import echoes
from marsad.fusing.origins import final_speaker, origins_of, wire_credit
from marsad.model import Source, Speaker, Stance
from tests.norland import ACTORS


def keys(story):
    found = origins_of(story.claims, story.documents)
    return [found[c.id].key for c in story.claims]


def test_outlets_citing_one_monitor_are_one_origin(story):
    for n in range(5):
        story.told("air_strike", by="Watch", outlet=f"Paper {n}")
    found = origins_of(story.claims, story.documents)
    assert len({o.key for o in found.values()}) == 1
    assert len(found["c-001"].documents) == 5
    assert found["c-001"].voice == "named"


def test_the_last_speaker_that_only_relays_is_not_the_origin(story):
    claim = story.told("air_strike", by="Watch")
    agency = Speaker("Example Press", Stance.REPORTS, carrier=True)
    assert final_speaker(replace(claim, sources=(*claim.sources, agency))).mention == (
        "Watch"
    )
    assert final_speaker(replace(claim, sources=(agency,))) == agency


def test_who_denies_is_not_the_origin_of_what_is_asserted(story):
    claim = story.told("territory_taken", by="Watch", denier="army")
    assert final_speaker(claim).mention == "Watch"
    denial = story.told("territory_taken", denier="army", status="denied")
    assert final_speaker(denial).mention == "army"


def test_army_and_ministry_are_one_and_state_media_another(story):
    story.told("air_strike", by="army")
    story.told("air_strike", by="ministry")
    story.told("air_strike", by="state TV")
    army, ministry, tv = keys(story)
    assert army == ministry != tv


def test_activists_and_sources_are_unnamed(story):
    for by in ("activists", "a local source", "residents of the town", "they"):
        story.told("air_strike", by=by)
    found = origins_of(story.claims, story.documents)
    assert {o.voice for o in found.values()} == {"unnamed"}


def test_without_a_speaker_it_is_the_owner_of_the_outlet(story):
    a = story.told("air_strike", outlet="Morning Post")
    b = story.told("air_strike", outlet="Evening Post")
    for document in list(story.documents.values()):
        owned = replace(document.source, owner="Post Group")
        story.documents[document.id] = replace(document, source=owned)
    found = origins_of(story.claims, story.documents)
    assert found[a.id].key == found[b.id].key
    assert found[a.id].voice == "unsourced"


def test_a_wire_credit_names_whose_text_it_is():
    assert wire_credit(Source("x", "Evening News (AFP)"), "") == "AFP"
    assert wire_credit(Source("x", "EFE (via Some Times)"), "") is None
    assert wire_credit(Source("x", "Some News"), "KALIM (Reuters) - Two") == "Reuters"
    assert wire_credit(Source("x", "Some News (Norland)"), "") is None


def test_a_copied_text_is_the_voice_of_the_first_who_ran_it(story):
    words = " ".join(f"word{n}" for n in range(200))
    first = story.told("air_strike", outlet="First", out=3, text=words)
    copy = story.told("air_strike", outlet="Second", out=4, text=f"Lead in. {words}")
    other = story.told("air_strike", outlet="Third", out=4)
    assert echoes(story.documents.values()) == {copy.document_id: (first.document_id,)}
    found = origins_of(story.claims, story.documents)
    assert found[first.id].key == found[copy.id].key != found[other.id].key


def test_what_a_copy_adds_is_its_own(story):
    words = " ".join(f"word{n}" for n in range(200))
    added = "Our reporter saw two jets over the market at noon."
    first = story.told("air_strike", outlet="First", out=3, text=words)
    copy = story.told("air_strike", outlet="Second", out=4, text=f"{words} {added}")
    changed = " ".join(f"word{n}" for n in range(40, 52)) + " other word54"
    adds, again = replace(copy, id="adds", quote=added), replace(copy, quote=changed)
    found = origins_of([first, adds, again], story.documents)
    assert found[again.id].key == found[first.id].key != found["adds"].key
    assert found["adds"].name == "Second"


def test_a_body_that_reports_itself_is_the_named_origin_it_is_elsewhere(story):
    cited = story.told("air_strike", by="Watch", outlet="Morning Post")
    own = story.told("air_strike", outlet="Norland Watch (Mirror)")
    ministry = story.told("air_strike", outlet="Ministry of Defence")
    paper = story.told("air_strike", outlet="Evening Post")
    found = origins_of(story.claims, story.documents)
    assert found[own.id].key == found[cited.id].key
    assert found[ministry.id].voice == "named"
    assert found[paper.id].voice == "unsourced"


@pytest.mark.parametrize(
    ("mention", "voice"),
    [
        ("Norland officer Ole Igna", "named"),
        ("Ole Igna, an officer of the army", "named"),
        ("a Norland officer", "unnamed"),
        ("officials in Kalim", "unnamed"),
        ("Norland security officials", "unnamed"),
    ],
)
def test_a_role_with_a_name_is_somebody(story, mention, voice):
    claim = story.told("air_strike")
    story.claims[-1] = replace(claim, sources=(Speaker(mention, Stance.SAYS),))
    [origin] = origins_of(story.claims, story.documents).values()
    assert origin.voice == voice


def test_they_of_whom_it_is_known_who_they_are_go_by_that_name(story):
    claim = story.told("air_strike")
    they = Speaker("They", Stance.SAYS, actor=ACTORS["rebels"])
    story.claims[-1] = replace(claim, sources=(they,))
    [origin] = origins_of(story.claims, story.documents).values()
    assert (origin.name, origin.voice) == ("rebels", "unnamed")


def _words(first: int, last: int) -> str:
    return " ".join(f"word{n}" for n in range(first, last))


def test_what_a_copy_puts_together_is_of_those_it_is_from(story):
    north = story.told("air_strike", outlet="North", out=3, text=_words(0, 80))
    south = story.told("air_strike", outlet="South", out=3, text=_words(100, 150))
    both = f"{_words(0, 80)} {_words(100, 150)}"
    digest = story.told("air_strike", outlet="Digest", out=4, text=both)
    of_north = replace(digest, id="of-north", quote=_words(5, 30))
    of_south = replace(digest, id="of-south", quote=_words(110, 130))
    found = origins_of([north, south, of_north, of_south], story.documents)
    assert found["of-north"].key == found[north.id].key
    assert found["of-south"].key == found[south.id].key != found[north.id].key


def test_a_short_text_is_a_copy_only_of_what_has_all_of_it(story):
    story.told("air_strike", outlet="First", out=3, text=_words(0, 200))
    whole = story.told("air_strike", outlet="Second", out=4, text=_words(50, 71))
    most = f"{_words(50, 71)} {_words(900, 905)}"
    part = story.told("air_strike", outlet="Third", out=4, text=most)
    found = echoes(story.documents.values())
    assert whole.document_id in found
    assert part.document_id not in found
