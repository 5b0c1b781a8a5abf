from __future__ import annotations

import pytest

from marsad.reading.naming import Memory
from marsad.reading.segment import sentences
from marsad.reading.speakers import attributions, continued, quote_open

Chain = list[tuple[str, str]]


def chain(text: str, word: str) -> Chain:
    """Speakers of the last sentence that cover `word`, outermost first."""
    memory, said, quoted = Memory(), (), False
    for sentence in sentences(text):
        own = attributions(text, sentence, memory)
        said = own or continued(sentence, said, quoted)
        quoted = quote_open(sentence, quoted)
    at = next(i for i, w in enumerate(sentence.words) if w.text == word)
    return [(a.speaker.text, a.stance.value) for a in said if a.covers(at, at + 1)]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The army said rebels fled.", [("The army", "says")]),
        ("Rebels fled, the army said.", [("the army", "says")]),
        ("Rebels fled, said Omar Hadid.", [("Omar Hadid", "says")]),
        ("According to the army, rebels fled.", [("the army", "says")]),
        ("Rebels fled, according to the army.", [("the army", "says")]),
        ("On Friday the army said that rebels fled.", [("the army", "says")]),
        ("In Damascus, the army said rebels fled.", [("the army", "says")]),
        (
            "Omar Hadid, a resident of Hama, said rebels fled.",
            [("Omar Hadid", "says")],
        ),
        (
            "The governor of Anbar, Omar Hadid, said rebels fled.",
            [("Omar Hadid", "says")],
        ),
        (
            "Omar Hadid told AFP that rebels fled.",
            [("AFP", "reports"), ("Omar Hadid", "says")],
        ),
        (
            "The agency Sana quoted a military source as saying rebels fled.",
            [("The agency Sana", "reports"), ("a military source", "says")],
        ),
        (
            "Rebels fled, Reuters reported, citing a commander.",
            [("Reuters", "reports"), ("a commander", "says")],
        ),
        (
            "That rebels fled was reported by state media.",
            [("state media", "reports")],
        ),
        ("Rebels fled, the army says: six on foot.", [("the army", "says")]),
        ("Rebels fled, said a trader.", [("a trader", "says")]),
        (
            "Rebels fled, said a trader from the town, Omar Hadid, who saw it.",
            [("Omar Hadid", "says")],
        ),
        (
            "Rebels fled, Omar Hadid, a shopkeeper there, told Reuters by telephone.",
            [("Reuters", "reports"), ("Omar Hadid", "says")],
        ),
        (
            "Rebels fled, a guard and two drivers, says Omar Hadid, the mayor.",
            [("Omar Hadid", "says")],
        ),
        ("Rebels fled; two died, the army said.", [("the army", "says")]),
        ("Rebels fled, he says; two died, the army said.", [("he", "says")]),
        ("Rebels fled, a charge the army denied.", [("the army", "denies")]),
        ("The army denied that rebels fled.", [("The army", "denies")]),
        ("The army claimed that rebels fled.", [("The army", "claims")]),
        ("Syria’s armed forces said rebels fled.", [("Syria’s armed forces", "says")]),
        ("A war monitor said rebels fled.", [("A war monitor", "reports")]),
        ("Rebels fled.", []),
        (
            "A man who had seen it said rebels fled.",
            [("A man", "says")],
        ),
        ("Rebels fled, the aid office (OCHA) said.", [("the aid office", "says")]),
        (
            "Omar Hadid, reached by telephone, said rebels fled.",
            [("Omar Hadid", "says")],
        ),
        ("Rebels fled, said its deputy chief, Omar Hadid.", [("Omar Hadid", "says")]),
        (
            "Ambassador to the Union Omar Hadid said rebels fled.",
            [("Omar Hadid", "says")],
        ),
        ("Omar Hadid told reporters that rebels fled.", [("Omar Hadid", "says")]),
        ("Fifteen rebels are reported to have fled.", []),
        ("The army struck what it says were rebels that fled.", []),
        ("There were also reports that rebels fled.", []),
        (
            "Doctors and nurses said in their latest report that rebels fled.",
            [("Doctors and nurses", "says")],
        ),
        (
            "Rebels came, the army said, adding that others fled.",
            [("the army", "says")],
        ),
        ("The army said it held Hama, as rebels fled.", [("The army", "says")]),
        ("Hama held, the army said, as rebels fled.", []),
    ],
)
def test_chain(text: str, speakers: Chain) -> None:
    assert chain(text, "fled") == speakers


def test_only_its_own_clause_is_covered() -> None:
    text = "The monitor said rebels fled; the army held Hama."
    assert chain(text, "fled") == [("The monitor", "reports")]
    assert chain(text, "held") == []


def test_pronoun_stands_for_the_name() -> None:
    text = "Omar Hadid said it burned. He said rebels fled."
    assert chain(text, "fled") == [("Omar Hadid", "says")]


def test_it_stands_for_the_organisation() -> None:
    text = (
        "The Karenni Human Rights Group said a camp burned. Omar Hadid told of fire. "
        "It said rebels fled."
    )
    assert chain(text, "fled") == [("The Karenni Human Rights Group", "says")]


def test_unknown_pronoun_is_not_the_outlets_own_voice() -> None:
    assert chain("He said rebels fled.", "fled") == [("He", "says")]


def test_short_name_stands_for_the_full_one() -> None:
    text = (
        "The Syrian Observatory for Human Rights watches Syria. "
        "The Observatory said rebels fled."
    )
    ((speaker, _),) = chain(text, "fled")
    assert speaker == "Syrian Observatory for Human Rights"


def test_quotation_goes_on_in_the_next_sentence() -> None:
    text = '"Hama burned," Omar Hadid said. "Rebels fled."'
    assert chain(text, "fled") == [("Omar Hadid", "says")]


def test_words_in_quotation_marks_are_no_quotation() -> None:
    text = 'The army said Hama burned. "Talks" failed and rebels fled.'
    assert chain(text, "fled") == []


def test_noun_is_no_verb_of_saying() -> None:
    assert chain("The claims of the army and its reports fled.", "fled") == []
