"""A claim's roles while they are settled, and what the rules look at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from marsad.model import Mention, Speaker
from marsad.reading.phrases import Phrase
from marsad.reading.segment import Sentence


@dataclass(frozen=True, slots=True)
class Roles:
    """The actors of a claim, its speakers, and the rules that set them ("" : the
    network)."""

    initiator: tuple[Mention, ...]
    target: tuple[Mention, ...]
    speakers: tuple[Speaker, ...]
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What the rules look at: a claim's kind and its anchor in its sentence."""

    kind: str
    text: str
    sentence: Sentence
    anchor: Phrase


def named(roles: Roles, rule: str) -> Roles:
    """`roles` with the rule that set them."""
    return replace(roles, rules=(*roles.rules, rule))


def words_before(seen: Seen, mention: Mention) -> list[str]:
    """The two words before a mention of the claim's own sentence."""
    if mention.span is None:
        return []
    words = seen.sentence.words
    return [w.low for w in words if w.end <= mention.span.start][-2:]


def word_after(seen: Seen, mention: Mention) -> str:
    """The word after a mention of the claim's own sentence."""
    if mention.span is None:
        return ""
    words = (w for w in seen.sentence.words if w.start >= mention.span.end)
    return next((w.low for w in words if w.low[0].isalnum()), "")


def words_after(seen: Seen, count: int) -> list[str]:
    """The first words after the anchor."""
    last = seen.anchor.last
    return [w.low for w in seen.sentence.words[last : last + count]]


def joined(some: tuple[Mention, ...], more: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Both, each actor once."""
    return tuple({m.text.lower(): m for m in (*some, *more)}.values())
