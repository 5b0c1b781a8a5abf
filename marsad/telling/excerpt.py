"""The words of a sentence that say it, without the frame that says who says it.

A brief names the speaker itself, so `Insurgents took Saraqeb, the monitor said.` is
cut to `Insurgents took Saraqeb`. Only a frame that has no content of its own is cut
(`[saying]` of `telling.toml`, and a verb of the stance that the brief tells itself),
only at one end, and never in a denial; what stays is word for word. The reference
always has the whole sentence.
"""

from __future__ import annotations

import re
from functools import cache

from marsad.model import Claim, Stance
from marsad.telling.attribution import denies, final_speaker
from marsad.telling.lexicon import lexicon
from marsad.telling.safe import clean, shorten

LIMIT = 320  # characters of an excerpt; the reference has the rest
_FRAME = 110  # characters that a frame may have at most
_LEAST = 30  # characters that must be left
# What may stand before the speaker's name in a frame.
_EPITHETS = re.compile(
    r",? ?(?:(?:said|says|reported|reports|added|according to) )?"
    r"(?:(?:the|an?) )?(?:[\w’'-]+-(?:based|run|owned|linked|backed) )*"
)
_NEGATED = re.compile(r"\b(?:not|n[’']t|never|no|denied|denies|deny|without)\b", re.I)


def excerpt(claim: Claim) -> str:
    """The words of `claim`'s sentence, cleaned, cut as told above."""
    sentence = clean(claim.quote)
    final = final_speaker(claim)
    if final is not None and not denies(claim):
        speaker = clean(final.mention)
        anchor = clean(claim.anchor)
        for cut in (_without_tail, _without_head):
            rest = cut(sentence, speaker, final.stance)
            if rest and len(rest) >= _LEAST and anchor in rest:
                sentence = rest
                break
    return shorten(_unquoted(sentence), LIMIT)


def _without_tail(sentence: str, speaker: str, stance: Stance) -> str | None:
    """`REST, SPEAKER said.` and `REST, according to SPEAKER.`"""
    match = _tail(stance).search(sentence)
    if match is None or not _is_frame(match[0], speaker):
        return None
    return sentence[: match.start()].rstrip(" ,")


def _without_head(sentence: str, speaker: str, stance: Stance) -> str | None:
    """`SPEAKER said on Friday that REST` and `According to SPEAKER, REST`."""
    for pattern in _heads(stance):
        match = pattern.match(sentence)
        if match is not None and _is_frame(match[0], speaker):
            return sentence[match.end() :].rstrip(". ")
    return None


def _is_frame(words: str, speaker: str) -> bool:
    """A frame is short, negates nothing, and names the speaker and nobody else."""
    if len(words) > _FRAME or _NEGATED.search(words):
        return False
    before, found, _ = words.casefold().partition(speaker.casefold())
    return bool(found) and _EPITHETS.fullmatch(before) is not None


def _unquoted(words: str) -> str:
    """`words` without quotation marks around the whole of them."""
    for first, last in (("“", "”"), ('"', '"')):
        inside = words[1:-1]
        whole = words[:1] == first and words[-1:] == last
        if whole and first not in inside and last not in inside:
            return inside
    return words


@cache
def _tail(stance: Stance) -> re.Pattern[str]:
    verbs = _either("verbs", stance.value)
    return re.compile(
        rf", (?:[^,;:“”\"]* (?:{verbs})|(?:{verbs}) [^,;:“”\"]*"
        rf"|according to [^,;:“”\"]*)(?: (?:{_either('between')}))*\.?$"
    )


@cache
def _heads(stance: Stance) -> tuple[re.Pattern[str], ...]:
    middle = rf"(?: (?:{_either('between')}))*"
    return (
        re.compile(
            rf"[^,;:“”\"]{{2,80}}? (?:{_either('verbs', stance.value)}){middle},? "
        ),
        re.compile(r"According to [^,;:“”\"]*, "),
    )


def _either(*keys: str) -> str:
    """Any of the words under `keys`, where there are such."""
    saying = lexicon()["saying"]
    words = sorted((w for k in keys for w in saying.get(k, ())), key=len, reverse=True)
    return "|".join(re.escape(word) for word in words)
