"""Which language a text is in; short English lines are not taken for another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from marsad.gather.languages import tell_language

TEXTS = {
    "fr": "Les rebelles ont pris la ville vendredi, selon l'observatoire, et l'armée a "
    "annoncé avoir repoussé une attaque dans le sud de la province.",
    "de": "Die Rebellen haben am Freitag die Stadt eingenommen, und die Armee hat nach "
    "eigenen Angaben einen Angriff im Süden der Provinz abgewehrt.",
    "tr": "Muhalif gruplar cuma günü kente girdi ve ordu ilin güneyinde bir saldırıyı "
    "püskürttüğünü açıkladı, çok sayıda kişi yerinden oldu.",
    "ar": "قال المرصد إن المعارضة دخلت المدينة بعد معارك عنيفة مع القوات الحكومية",
    "fa": "نیروهای مخالف دولت وارد شهر شدند و ارتش گفت که حمله را دفع کرده است",
    "ru": "Повстанцы вошли в город, армия заявила, что отбила атаку на юге провинции",
    "uk": "Повстанці увійшли до міста, армія заявила, що відбила атаку на півдні",
}


@pytest.mark.parametrize("language", TEXTS)
def test_other_languages_are_told(language: str) -> None:
    assert tell_language(TEXTS[language]) == (language, None)


def test_plain_english_is_told_surely(english: str) -> None:
    assert tell_language(english) == ("en", None)


@pytest.mark.parametrize(
    "line",
    [
        "Al-Shabab confirm losing major Somali town",
        "Yemeni journalist Nabil Hasan al-Quaety shot dead in Aden",
        "Sixteen soldiers die at Makeen check post",
        "Kinshasa, 9 December",
    ],
)
def test_short_lines_full_of_names_stay_english(line: str) -> None:
    language, _ = tell_language(line)
    assert language == "en"


def test_an_unsure_answer_is_noted() -> None:
    language, note = tell_language("Islamabad, Sept")
    assert language == "en"
    assert note
    assert note.code == "language_unsure"


def test_no_words_are_no_language() -> None:
    language, note = tell_language("12, 13 -- 14!")
    assert language is None
    assert note


def test_every_report_and_headline_of_the_corpora_is_english(shared: Path) -> None:
    rows = [
        json.loads(line)
        for line in (shared / "corpora/dev.jsonl").read_text().splitlines()
    ]
    told = {tell_language(text)[0] for r in rows for text in (r["text"], r["title"])}
    assert told == {"en"}
