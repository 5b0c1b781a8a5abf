"""Spellings of place names: one key for every way to write a name.

`fold` takes away what differs between honest spellings (case, diacritics, apostrophes,
hyphens); `keys` adds the forms with and without an Arabic article; `skeleton` keeps
only the consonants, for transliterations, and must only be asked within one country:
across all of them it puts Moscow in Omsk.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 120  # characters; no place name is longer, and what is longer is refused

_PLAIN = str.maketrans(
    {
        **{"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ə": "a", "ß": "ss"},
        **{"æ": "ae", "œ": "oe", "þ": "th", "ĸ": "k"},
        **{"ь": "", "ъ": "", "ґ": "г"},  # Краматорськ, Краматорск
        **{"ى": "ي", "ی": "ي", "ة": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه", "ک": "ك"},
        **{"گ": "ك", "ٱ": "ا", "ء": "", "پ": "ب", "ڤ": "ف"},
    }
)
_MARKS = re.compile(
    "[\u0027\u2018\u2019\u0060\u00b4\u02b0-\u02ff\u0313\u0314.,\u200b-\u200f\u202a-\u202e\u2066-\u2069\u0640\ud800-\udfff]"
)
_GAPS = re.compile(r"[-‐-―/_\s]+")
_ARTICLE = re.compile(
    r"^(?:(?:a[ltnrsdz]|a[sd]h|e[ltnrsdz]|e[sd]h|il|ul|the) |ال(?=..))"
)
_FIRST_WORDS = (  # of Arabic names, as they are written in Latin letters
    ("ain", "ayn", "ein", "een"), ("tel", "tell", "tal", "tall"), ("umm", "um", "oum"),
    ("kafr", "kafar", "kefr", "kufr"), ("deir", "dayr", "dair", "der"), ("bir", "beer"),
    ("jabal", "jebel", "djebel", "gebel"), ("beit", "bayt", "bait"), ("abu", "abou"),
    ("wadi", "oued", "ouadi"), ("maarat", "maarrat", "maaret"), ("qalat", "qalaat"),
)  # fmt: skip
_AS_WELL = {word: words for words in _FIRST_WORDS for word in words}
_AIRFIELD = re.compile(
    r" (?:(?:international|regional|national|domestic|military|civil|civilian) )*"
    r"(?:air ?ports?|air ?bases?|air ?fields?|air force base|aerodrome|air ?strip)$"
)
_SOUNDS = (
    ("gh", "g"), ("kh", "k"), ("sh", "s"), ("dh", "d"), ("th", "t"), ("zh", "z"),
    ("ch", "k"), ("ph", "f"), ("dj", "g"), ("q", "k"), ("c", "k"), ("j", "g"),
    ("v", "f"), ("p", "b"), ("z", "s"),
)  # fmt: skip
_NAME = 4  # letters: a name so long may be that of an airfield
_VOWELS = str.maketrans("", "", "aeiouywh ")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name without case, diacritics, marks and doubled spaces; "" if overlong."""
    if len(name) > LONGEST:
        return ""
    text = name.lower() if name.isascii() else _plain_letters(name)
    return _GAPS.sub(" ", _MARKS.sub("", text)).strip()


def _plain_letters(name: str) -> str:
    """Small letters without diacritics; ASCII letters are such but for their case."""
    text = unicodedata.normalize("NFKD", name).casefold().translate(_PLAIN)
    text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text if not unicodedata.combining(c))


def without_article(folded: str) -> str:
    """A folded name without a leading al-, el-, ash-, the."""
    return _ARTICLE.sub("", folded, count=1).strip()


def keys(name: str) -> tuple[str, ...]:
    """The keys to look a name up by, the exact one first."""
    exact = fold(name)
    if not exact:
        return ()
    bare = without_article(exact)
    forms = [exact, bare, f"al {bare}", exact.replace(" ", ""), _inner(bare)]
    if field := airfield(exact):
        forms.append(field)
        forms.append(without_article(field))
    first, _, rest = bare.partition(" ")
    if rest:
        forms += [f"{word} {rest}" for word in _AS_WELL.get(first, ())]
    if exact.startswith("st "):
        forms.append("saint " + exact[3:])
    if not field and len(bare) >= _NAME:
        forms.append(f"{bare} airfield")  # "Mitiga" is said for its airport
    return tuple(dict.fromkeys(f for f in forms if len(f) > 1))


def _inner(folded: str) -> str:
    """Articles inside a name as `al`: Deir ez-Zor, Deir al-Zour."""
    first, *rest = folded.split(" ")
    return " ".join([first, *("al" if _ARTICLE.match(f"{w} ") else w for w in rest)])


def airfield(folded: str) -> str:
    """One key for all words for an airfield ("goma airport", "goma air base"); "" where
    a folded name ends in none."""
    key, found = _AIRFIELD.subn(" airfield", folded)
    return key if found else ""


def skeleton(name: str) -> str:
    """The consonants of a Latin name; "" where fewer than three are left."""
    folded = fold(name)
    words = [
        w
        for w in without_article(airfield(folded) or folded).split(" ")
        if not _ARTICLE.match(f"{w} ")
    ]
    text = " ".join(words)
    if not text.isascii():
        return ""
    for written, sound in _SOUNDS:
        text = text.replace(written, sound)
    bones = _DOUBLED.sub(r"\1", text.translate(_VOWELS))
    return bones if len(bones) >= 3 else ""
