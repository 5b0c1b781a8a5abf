"""Which claims are of one agreement, and who is said to have broken it."""

from __future__ import annotations

from marsad.tracking.agreements import agreements, marks_of, name_of


def test_a_year_names_an_agreement_and_both_sides_charges_stand_on_it(reports):
    reports.say(
        "The army broke the 2019 agreement, the Front said.", "broke", "violation",
        who="army", by="commander", day=11,
    )  # fmt: skip
    reports.say(
        "The Front violates a 2019 agreement, the army said.", "violates", "violation",
        who="Front", by="army", day=12,
    )  # fmt: skip
    [told] = agreements(reports.known())
    assert told.name == "2019 agreement"
    assert [(b.accused, b.side) for b in told.breaches] == [
        (("government",), "River Front"),
        (("River Front",), "government"),
    ]
    assert not told.made


def test_a_name_in_one_report_is_known_by_its_word_in_another(reports):
    reports.say(
        "Fighters broke the de-escalation agreement.", "broke", "violation", day=10
    )
    reports.say(
        "They violate a 2019 agreement that de-escalated the fighting.",
        "violate", "violation", day=12,
    )  # fmt: skip
    reports.say("The army broke the 2019 deal.", "broke", "violation", day=13)
    [told] = agreements(reports.known())
    assert len(told.breaches) == 3


def test_agreements_of_two_years_stay_apart(reports):
    reports.say("It broke the 2019 agreement.", "broke", "violation")
    reports.say("It broke the 2020 agreement.", "broke", "violation")
    assert [a.name for a in agreements(reports.known())] == [
        "2019 agreement",
        "2020 agreement",
    ]


def test_the_same_parties_have_one_agreement_and_a_charge_follows_it(reports):
    reports.say("They signed a truce.", "truce", "agreement", who="army", day=5)
    pair = {"who": "army", "to": "Front"}
    reports.say("A truce took hold.", "truce", "agreement", day=6, **pair)
    reports.say("The truce holds.", "truce", "agreement", day=7, **pair)
    reports.say("The army broke it.", "broke", "violation", who="army", day=9)
    told = agreements(reports.known())
    [whole] = [a for a in told if a.breaches]
    assert whole.parties == ("government", "River Front")
    assert len(whole.terms) == 2
    assert whole.made


def test_no_charge_is_laid_to_an_agreement_of_later_days(reports):
    reports.say("The army broke a truce.", "broke", "violation", who="army", day=3)
    pair = {"who": "army", "to": "Front"}
    reports.say("They signed a deal.", "deal", "agreement", day=9, **pair)
    assert all(not (a.terms and a.breaches) for a in agreements(reports.known()))


def test_the_deal_of_a_report_is_the_one_it_has_told_of(reports):
    pair = {"who": "army", "to": "Front"}
    first = reports.say("They signed a deal.", "deal", "agreement", **pair)
    reports.say("The deal frees officers.", "deal", "agreement", doc=first.ref[:-3])
    assert len(agreements(reports.known())) == 1


def test_a_denied_breach_is_told_as_such(reports):
    reports.say("It broke no truce.", "broke", "violation", who="army", status="denied")
    [told] = agreements(reports.known())
    assert told.breaches[0].denied


def test_what_is_only_planned_is_not_made(reports):
    reports.say("A truce may come.", "truce", "agreement", status="possible")
    [told] = agreements(reports.known())
    assert (told.made, told.start) == (False, None)


def test_a_truce_has_an_end_where_one_is_told_ahead(reports):
    claim = reports.say("A truce until the 15th.", "truce", "agreement", who="army")
    when = type(claim.when)(claim.when.start, claim.when.end.replace(day=15))
    reports.claims[claim.id] = type(claim)(
        **{f: getattr(claim, f) for f in claim.__slots__} | {"when": when}
    )
    [told] = agreements(reports.known())
    assert told.end.day == 15


def test_names_take_the_words_that_tell_one_from_others(reports):
    dated = reports.say("It broke the truce of May 2020.", "broke", "violation")
    assert name_of(dated) == "truce of May 2020"
    assert marks_of(dated) == {"2020"}
    plain = reports.say("It broke a fragile truce.", "broke", "violation")
    assert (name_of(plain), marks_of(plain)) == ("truce", set())
    minsk = reports.say("It broke the Minsk accords.", "broke", "violation")
    assert name_of(minsk) == "Minsk accords"
